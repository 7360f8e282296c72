package io.saddlebag.mirror;

import io.saddlebag.retention.VersionPolicy;
import io.saddlebag.tree.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a job that sweeps, checked and with defaults filled in.
 *
 * @param job the job's name
 * @param source the tree to carry, absolute
 * @param destination the directory to keep equal, absolute; null when the deliver route goes elsewhere and the job
 *     compares with the catalog only
 * @param compareDestination whether full sweeps also compare with what the destination really has
 * @param include patterns of files that are carried; empty means all
 * @param exclude patterns of paths that are not carried
 * @param deleteExcluded whether excluded paths are deleted from the destination
 * @param selection what else is not carried
 * @param excludedPaths absolute directories that are never carried (the program's own)
 * @param maxDelete how many deletions a sweep may carry out
 * @param marker a path relative to the source without which no run begins; null for none
 * @param transfers how many changes are delivered at the same time
 * @param durability when files are flushed
 * @param stopTimeout how long a stop waits for the files in hand
 * @param hardLinks whether names of one file stay names of one file at the destination
 * @param upkeep how the mirror is kept up to date between full sweeps
 * @param versions which versions are kept of what sweeps replace and delete; null for none
 */
public record MirrorSettings(
        String job,
        Path source,
        @Nullable Path destination,
        boolean compareDestination,
        List<String> include,
        List<String> exclude,
        boolean deleteExcluded,
        Selection selection,
        List<Path> excludedPaths,
        MaxDelete maxDelete,
        @Nullable String marker,
        int transfers,
        Durability durability,
        Duration stopTimeout,
        boolean hardLinks,
        Upkeep upkeep,
        @Nullable VersionPolicy versions) {

    /** How long a stop waits if nothing else is said. */
    public static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(30);

    /** Everything as it is if nothing else is said; without a destination the job compares with the catalog only. */
    public static MirrorSettings of(String job, Path source, @Nullable Path destination) {
        return new MirrorSettings(
                job,
                source,
                destination,
                destination != null,
                List.of(),
                List.of(),
                false,
                Selection.DEFAULT,
                List.of(),
                MaxDelete.DEFAULT,
                null,
                defaultTransfers(),
                Durability.RUN,
                DEFAULT_STOP_TIMEOUT,
                false,
                Upkeep.DEFAULT,
                null);
    }

    /** Whether what sweeps replace and delete is kept. */
    boolean keepsVersions() {
        return versions != null;
    }

    /** Twice the number of processors. */
    public static int defaultTransfers() {
        return Runtime.getRuntime().availableProcessors() * 2;
    }

    /** The same with other filters. */
    public MirrorSettings withFilters(List<String> included, List<String> excluded, boolean deletesExcluded) {
        return with(draft -> {
            draft.include = included;
            draft.exclude = excluded;
            draft.deleteExcluded = deletesExcluded;
        });
    }

    /** The same with another selection. */
    public MirrorSettings withSelection(Selection other) {
        return with(draft -> draft.selection = other);
    }

    /** The same with other directories that are never carried. */
    public MirrorSettings withExcludedPaths(List<Path> paths) {
        return with(draft -> draft.excludedPaths = paths);
    }

    /** The same for a destination that holds what is delivered under other names or in another form. */
    public MirrorSettings comparedWithCatalog() {
        return with(draft -> draft.compareDestination = false);
    }

    /** The same with another marker. */
    public MirrorSettings withMarker(@Nullable String other) {
        return with(draft -> draft.marker = other);
    }

    /** The same with or without hard links. */
    public MirrorSettings withHardLinks(boolean linked) {
        return with(draft -> draft.hardLinks = linked);
    }

    /** The same with another upkeep. */
    public MirrorSettings withUpkeep(Upkeep other) {
        return with(draft -> draft.upkeep = other);
    }

    /** The same with versions, or without. */
    public MirrorSettings withVersions(@Nullable VersionPolicy other) {
        return with(draft -> draft.versions = other);
    }

    private MirrorSettings with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.settings(this);
    }

    /** What can be made otherwise. */
    private static final class Draft {

        private boolean compareDestination;
        private List<String> include;
        private List<String> exclude;
        private boolean deleteExcluded;
        private Selection selection;
        private List<Path> excludedPaths;
        private @Nullable String marker;
        private boolean hardLinks;
        private Upkeep upkeep;
        private @Nullable VersionPolicy versions;

        Draft(MirrorSettings settings) {
            this.compareDestination = settings.compareDestination;
            this.include = settings.include;
            this.exclude = settings.exclude;
            this.deleteExcluded = settings.deleteExcluded;
            this.selection = settings.selection;
            this.excludedPaths = settings.excludedPaths;
            this.marker = settings.marker;
            this.hardLinks = settings.hardLinks;
            this.upkeep = settings.upkeep;
            this.versions = settings.versions;
        }

        MirrorSettings settings(MirrorSettings rest) {
            return new MirrorSettings(
                    rest.job,
                    rest.source,
                    rest.destination,
                    compareDestination,
                    include,
                    exclude,
                    deleteExcluded,
                    selection,
                    excludedPaths,
                    rest.maxDelete,
                    marker,
                    rest.transfers,
                    rest.durability,
                    rest.stopTimeout,
                    hardLinks,
                    upkeep,
                    versions);
        }
    }
}
