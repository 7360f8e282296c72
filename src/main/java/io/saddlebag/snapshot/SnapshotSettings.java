package io.saddlebag.snapshot;

import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.tree.Filters;
import io.saddlebag.tree.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a job that takes snapshots, checked and with defaults filled in.
 *
 * @param job the job's name
 * @param sources what it takes snapshots of
 * @param destination the directory of the store, absolute
 * @param choice what of the sources is taken
 * @param marker a path relative to each source without which that counts as missing; null for none
 * @param archive how contents are held
 * @param fullEvery how old a full may be before another one is taken
 * @param between what is taken between two fulls: differential or incremental
 * @param stopTimeout how long a stop waits for the file in hand
 */
public record SnapshotSettings(
        String job,
        List<Source> sources,
        Path destination,
        Choice choice,
        @Nullable String marker,
        Archive archive,
        Duration fullEvery,
        SnapshotKind between,
        Duration stopTimeout) {

    /** How old a full may be if nothing else is said. */
    public static final Duration DEFAULT_FULL_EVERY = Duration.ofDays(14);

    /** The list is copied. */
    public SnapshotSettings {
        sources = List.copyOf(sources);
    }

    /**
     * A source.
     *
     * @param name the first component of its entries' paths
     * @param path its directory, absolute
     * @param excludedPaths absolute directories that are never carried (the program's own)
     */
    public record Source(String name, Path path, List<Path> excludedPaths) {

        /** One of which nothing is kept out. */
        public Source(String name, Path path) {
            this(name, path, List.of());
        }

        /** The same with other directories that are never carried. */
        public Source without(List<Path> paths) {
            return new Source(name, path, List.copyOf(paths));
        }
    }

    /**
     * What of the sources is taken.
     *
     * @param include patterns of files; empty means all
     * @param exclude patterns of paths that are not taken
     * @param selection what else is not taken
     * @param hardLinks whether names of one file stay names of one file
     */
    public record Choice(List<String> include, List<String> exclude, Selection selection, boolean hardLinks) {

        /** Everything. */
        public static final Choice EVERYTHING = new Choice(List.of(), List.of(), Selection.DEFAULT, true);

        Filters filters() {
            return Filters.of(include, exclude);
        }

        /** Text that is another one when other files would be chosen. */
        String text() {
            return "include " + include + ", exclude " + exclude + ", exclude-if-present " + selection.tags()
                    + ", exclude-caches " + selection.caches() + ", exclude-larger-than " + selection.largest()
                    + ", one-file-system " + selection.oneFileSystem() + ", hard-links " + hardLinks;
        }
    }

    /**
     * How contents are held.
     *
     * @param format of the archives
     * @param level how hard they are compressed
     */
    public record Archive(ArchiveFormat format, int level) {}

    /** The same with other sources. */
    public SnapshotSettings withSources(List<Source> other) {
        return new SnapshotSettings(job, other, destination, choice, marker, archive, fullEvery, between, stopTimeout);
    }

    /** The same with other filters. */
    public SnapshotSettings withChoice(Choice other) {
        return new SnapshotSettings(job, sources, destination, other, marker, archive, fullEvery, between, stopTimeout);
    }

    /** The same with another kind between two fulls. */
    public SnapshotSettings withBetween(SnapshotKind other) {
        return new SnapshotSettings(job, sources, destination, choice, marker, archive, fullEvery, other, stopTimeout);
    }
}
