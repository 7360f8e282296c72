package io.saddlebag;

import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.snapshot.SnapshotSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads those entries of one job that say what it takes snapshots of, and how. */
final class SnapshotReader {

    private final String job;
    private final Map<String, PropertiesFile.Entry> entries;
    private final SettingsReader reader;
    private final Duration stopTimeout;

    SnapshotReader(String job, Map<String, PropertiesFile.Entry> entries, SettingsReader reader, Duration stopTimeout) {
        this.job = job;
        this.entries = entries;
        this.reader = reader;
        this.stopTimeout = stopTimeout;
    }

    /** The settings; empty after a problem that leaves nothing to look at. */
    Optional<SnapshotSettings> read() {
        var sources = sources();
        var destination = destination();
        var filters = new FilterReader(entries, reader);
        var choice = new SnapshotSettings.Choice(
                filters.include(),
                filters.exclude(),
                filters.selection(),
                value(MirrorKeys.HARD_LINKS, Values::yesOrNo, true));
        var archive = archive();
        var marker = value(MirrorKeys.MARKER, Values::pathBelow);
        var fullEvery = value(SnapshotKeys.FULL_EVERY, SnapshotReader::fullEvery, SnapshotSettings.DEFAULT_FULL_EVERY);
        var between = value(SnapshotKeys.BETWEEN, SnapshotReader::between, SnapshotKind.INCREMENTAL);
        return sources.isEmpty() || destination == null
                ? Optional.empty()
                : Optional.of(new SnapshotSettings(
                        job, sources, destination, choice, marker, archive, fullEvery, between, stopTimeout));
    }

    private List<SnapshotSettings.Source> sources() {
        var sources = new ArrayList<SnapshotSettings.Source>();
        boolean any = false;
        for (var entry : entries.entrySet()) {
            if (entry.getKey().equals(MirrorKeys.SOURCE) || entry.getKey().startsWith(SnapshotKeys.SOURCE_PREFIX)) {
                any = true;
                var source = reader.parse(entry.getValue(), text -> source(entry.getKey(), text));
                if (source != null && sources.stream().anyMatch(other -> isSameName(other, source))) {
                    reader.addProblem(
                            entry.getValue(),
                            "is called " + source.name() + " like another source of the job. Write job." + job
                                    + ".source.NAME with another name.");
                } else if (source != null) {
                    sources.add(source);
                }
            }
        }
        if (!any) {
            addMissing(MirrorKeys.SOURCE, "name the directory to take snapshots of");
        }
        sources.sort(Comparator.comparing(SnapshotSettings.Source::name));
        return sources;
    }

    private static boolean isSameName(SnapshotSettings.Source one, SnapshotSettings.Source other) {
        return one.name().equals(other.name());
    }

    /** A plain source is called by the last component of its path. */
    private SnapshotSettings.Source source(String key, String text) {
        var path = Values.path(text, reader.base());
        if (!key.equals(MirrorKeys.SOURCE)) {
            var name = key.substring(SnapshotKeys.SOURCE_PREFIX.length());
            return new SnapshotSettings.Source(Values.name(name), path);
        }
        var last = path.getFileName();
        if (last == null) {
            throw new IllegalArgumentException(
                    "= " + path + " has no name. Write job." + job + ".source.NAME = " + path + ".");
        }
        return new SnapshotSettings.Source(last.toString(), path);
    }

    private @Nullable Path destination() {
        if (!entries.containsKey(MirrorKeys.DESTINATION)) {
            addMissing(MirrorKeys.DESTINATION, "name the directory to put snapshots into");
            return null;
        }
        return value(MirrorKeys.DESTINATION, text -> {
            if (Values.isUri(text)) {
                throw new IllegalArgumentException("= " + text
                        + " looks like an endpoint's URI, and this version puts snapshots into directories. A directory"
                        + " of that name is written ./" + text + ".");
            }
            return Values.path(text, reader.base());
        });
    }

    private SnapshotSettings.Archive archive() {
        var format = value(SnapshotKeys.FORMAT, text -> Values.oneOf(text, Format.class), Format.ZIP).format;
        int level = value(SnapshotKeys.COMPRESSION_LEVEL, text -> level(text, format), format.defaultLevel());
        return new SnapshotSettings.Archive(format, level);
    }

    private static int level(String text, ArchiveFormat format) {
        if (format == ArchiveFormat.DIRECTORY) {
            throw new IllegalArgumentException("= " + text + " has no effect with format = directory. Remove it.");
        }
        return Values.number(text, format == ArchiveFormat.TAR_ZST ? 1 : 0, format.highestLevel());
    }

    private static Duration fullEvery(String text) {
        var duration = Values.duration(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("= " + text + " is no time. The shortest is 1ms, for fulls only.");
        }
        return duration;
    }

    private static SnapshotKind between(String text) {
        return Values.oneOf(text, Between.class) == Between.DIFFERENTIAL
                ? SnapshotKind.DIFFERENTIAL
                : SnapshotKind.INCREMENTAL;
    }

    private void addMissing(String key, String why) {
        reader.addProblem(
                entries.values().iterator().next(),
                "belongs to a job without " + key + ". Set job." + job + "." + key + ": " + why + ".");
    }

    private <T> T value(String key, Function<String, T> parser, T fallback) {
        var value = value(key, parser);
        return value == null ? fallback : value;
    }

    private <T> @Nullable T value(String key, Function<String, T> parser) {
        var entry = entries.get(key);
        return entry == null ? null : reader.parse(entry, parser);
    }

    private enum Between {
        INCREMENTAL,
        DIFFERENTIAL
    }

    /** As the configuration spells them. */
    private enum Format {
        ZIP("zip", ArchiveFormat.ZIP),
        TAR_GZ("tar.gz", ArchiveFormat.TAR_GZ),
        TAR_ZST("tar.zst", ArchiveFormat.TAR_ZST),
        DIRECTORY("directory", ArchiveFormat.DIRECTORY);

        private final String text;
        private final ArchiveFormat format;

        Format(String text, ArchiveFormat format) {
            this.text = text;
            this.format = format;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
