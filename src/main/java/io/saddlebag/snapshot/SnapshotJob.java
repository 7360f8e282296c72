package io.saddlebag.snapshot;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.CatalogCorruptException;
import io.saddlebag.catalog.LockedException;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.store.Destination;
import io.saddlebag.store.DirectoryDestination;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One configured job that takes snapshots, one at a time. */
public final class SnapshotJob {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotJob.class);

    private final SnapshotSettings settings;
    private final Catalog catalog;
    private final Locks locks;
    private final Clock clock;
    private final Path scratch;
    private final Destinations destinations;

    /**
     * A job that records its runs in a catalog and holds its locks while it runs.
     *
     * @param scratch a directory of the job's own for temporary files, which need not exist
     */
    public SnapshotJob(SnapshotSettings settings, Catalog catalog, Locks locks, Clock clock, Path scratch) {
        this(settings, catalog, locks, clock, scratch, DirectoryDestination::new);
    }

    /** A job whose destination is made by other means. */
    SnapshotJob(
            SnapshotSettings settings,
            Catalog catalog,
            Locks locks,
            Clock clock,
            Path scratch,
            Destinations destinations) {
        this.settings = settings;
        this.catalog = catalog;
        this.locks = locks;
        this.clock = clock;
        this.scratch = scratch;
        this.destinations = destinations;
    }

    /** Makes the destination at a directory. */
    @FunctionalInterface
    interface Destinations {

        /**
         * The destination.
         *
         * @param syncEachFile whether each file is on the disk when it is committed
         */
        Destination at(Path root, boolean syncEachFile);
    }

    /** The job's settings. */
    public SnapshotSettings settings() {
        return settings;
    }

    /**
     * Takes a snapshot if there is something new. Every expected end (a guard, a missing source, a lock held elsewhere, a stop) is an
     * outcome of the returned run, with a message for the operator.
     */
    @SuppressWarnings("try") // the locks are only held
    public Run take(RunOptions options) {
        try (var held = locks.acquire(lockNames(), options.waiting(), options.stopped())) {
            return takeOnceOrTwice(options);
        } catch (LockedException e) {
            return unrecorded(e);
        } catch (SaddlebagException e) {
            if (e.outcome() == Outcome.INTERRUPTED) {
                return unrecorded(e);
            }
            throw e;
        }
    }

    /** What has to be locked by those who read or write its store, besides the store itself. */
    public List<String> lockNames() {
        return List.of(Locks.job(settings.job()), Locks.destination(realName(settings.destination())));
    }

    private static String realName(Path path) {
        try {
            return path.toRealPath().toString();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize().toString();
        }
    }

    /** What a corrupt catalog knew of the job is little; a run with a new one begins again. */
    private Run takeOnceOrTwice(RunOptions options) {
        try {
            return takeOnce(options);
        } catch (CatalogCorruptException e) {
            LOG.warn("job {}: {}", settings.job(), e.getMessage());
            catalog.replaceCorrupt();
            return takeOnce(options);
        }
    }

    private Run takeOnce(RunOptions options) {
        var contents = destinations.at(settings.destination(), false);
        var store = destinations.at(settings.destination(), true);
        if (options.dryRun()) {
            contents.freeze();
            store.freeze();
        }
        return new SnapshotRun(settings, catalog, locks, clock, new Scratch(scratch), contents, store, options).run();
    }

    private Run unrecorded(SaddlebagException reason) {
        var now = clock.instant();
        return new Run(0, settings.job(), now, now, reason.outcome(), Counts.NONE, reason.getMessage());
    }
}
