package io.saddlebag.cli;

import io.saddlebag.JobSettings;
import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.catalog.RunHistory;
import io.saddlebag.model.DisplayBytes;
import io.saddlebag.model.Growth;
import io.saddlebag.model.Run;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.store.DirectoryDestination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much a job has at its destination, and how much room is left there.
 *
 * @param store what its store of snapshots has; null where it is none
 * @param growth bytes that its last run put there; null where that is not known
 * @param free bytes that can still be written
 */
record Sizes(@Nullable Store store, @Nullable Long growth, long free) {

    /**
     * The snapshots that can be read.
     *
     * @param bytes of their archives
     */
    record Store(int snapshots, long bytes) {}

    /** The sizes now; empty for a job whose destination is no directory that can be reached. */
    static Optional<Sizes> of(JobSettings job, Optional<Run> last, RunHistory history) {
        var directory = job.destination();
        if (directory == null) {
            return Optional.empty();
        }
        try {
            long free = new DirectoryDestination(directory, false).space().usable();
            var growth = job.snapshot() == null ? null : growth(last, history);
            return Optional.of(new Sizes(job.snapshot() == null ? null : store(directory), growth, free));
        } catch (IOException | SaddlebagException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Store store(Path directory) throws IOException {
        var store = SnapshotStore.find(new DirectoryDestination(directory, false));
        if (store.isEmpty()) {
            return null;
        }
        var snapshots = store.get().snapshots();
        return new Store(snapshots.headers().size(), snapshots.stored());
    }

    private static @Nullable Long growth(Optional<Run> last, RunHistory history) {
        return last.filter(run -> run.ended() != null)
                .map(run -> history.growth(run.id()).map(Growth::stored).orElse(0L))
                .orElse(null);
    }

    /** {@code 4.2 MB in 12 snapshots, 1.1 MB of them by the last run}; empty for a job without a store. */
    Optional<String> storedText() {
        if (store == null) {
            return Optional.empty();
        }
        var snapshots = store.snapshots() + (store.snapshots() == 1 ? " snapshot" : " snapshots");
        var grown = growth == null ? "" : ", " + DisplayBytes.of(growth) + " of them by the last run";
        return Optional.of(DisplayBytes.of(store.bytes()) + " in " + snapshots + grown);
    }
}
