package io.saddlebag;

import io.saddlebag.mirror.After;
import io.saddlebag.mirror.CollectSettings;
import io.saddlebag.mirror.MirrorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads those entries of one job that only a collect has. */
final class CollectReader {

    private static final String MOVE = "move:";

    /** What Camel would read as something else than a part of a directory's name. */
    private static final List<String> NOT_IN_SOURCE = List.of("?", "%", "${", "$simple{", "\uFFFD");

    private final String job;
    private final Map<String, PropertiesFile.Entry> entries;
    private final SettingsReader reader;

    CollectReader(String job, Map<String, PropertiesFile.Entry> entries, SettingsReader reader) {
        this.job = job;
        this.entries = entries;
        this.reader = reader;
    }

    /** The settings of a job with these trees. */
    CollectSettings read(MirrorSettings trees) {
        checkSource();
        return new CollectSettings(
                trees,
                poll(),
                value(CollectKeys.SETTLE, Values::duration, CollectSettings.DEFAULT_SETTLE),
                value(CollectKeys.AFTER, this::after, new After.Keep()),
                value(CollectKeys.ZIP, Values::yesOrNo, false));
    }

    private void checkSource() {
        value(
                MirrorKeys.SOURCE,
                text -> {
                    NOT_IN_SOURCE.stream().filter(text::contains).findFirst().ifPresent(part -> {
                        throw new IllegalArgumentException("= " + text + " holds " + part
                                + ", with which Camel's file consumer cannot be given a directory. Name a symbolic link"
                                + " to it, or use a mirror.");
                    });
                    return text;
                },
                "");
    }

    /** The interval, in a job without a schedule. */
    private @Nullable Duration poll() {
        var poll = entries.get(CollectKeys.POLL);
        if (!entries.containsKey(ScheduleKeys.SCHEDULE)) {
            return value(CollectKeys.POLL, CollectReader::interval, CollectSettings.DEFAULT_POLL);
        }
        if (poll != null) {
            reader.addProblem(poll, "and job." + job + ".schedule both say when the job polls. Remove one of the two.");
        }
        return null;
    }

    private static Duration interval(String text) {
        var interval = Values.duration(text);
        if (interval.isZero()) {
            throw new IllegalArgumentException("= " + text + " is no interval. The shortest is 1s.");
        }
        return interval;
    }

    private After after(String text) {
        if (text.startsWith(MOVE)) {
            return new After.Move(path(text.substring(MOVE.length()).strip()));
        }
        return switch (text) {
            case "keep" -> new After.Keep();
            case "delete" -> new After.Delete();
            default -> throw new IllegalArgumentException("= " + text + " is not keep, delete or move:DIRECTORY.");
        };
    }

    private Path path(String text) {
        return Values.path(text, reader.base());
    }

    private <T> T value(String key, Function<String, T> parser, T fallback) {
        var entry = entries.get(key);
        var value = entry == null ? null : reader.parse(entry, parser);
        return value == null ? fallback : value;
    }
}
