package io.saddlebag.mirror;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.CatalogCorruptException;
import io.saddlebag.catalog.LockedException;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Change;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Receipt;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.store.Destination;
import io.saddlebag.store.DirectoryDestination;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configured collect: its polls, one at a time, and what a consumer of files asks about each file that it lists.
 * Paths are absolute, below the source as it was configured. Between polls nothing is admitted.
 */
public final class CollectJob {

    private static final Logger LOG = LoggerFactory.getLogger(CollectJob.class);

    private final CollectSettings settings;
    private final Catalog catalog;
    private final Locks locks;
    private final Clock clock;
    private final Function<Path, Destination> destinations;
    private final Backoff backoff;
    private final Warnings warnings;
    private volatile @Nullable CollectRun current;

    /** A job that keeps its states in a catalog and holds its locks while it polls. */
    public CollectJob(CollectSettings settings, Catalog catalog, Locks locks, Clock clock) {
        this(
                settings,
                catalog,
                locks,
                clock,
                root -> new DirectoryDestination(root, settings.trees().durability() == Durability.FILE));
    }

    /** A job whose destination is made by other means. */
    CollectJob(
            CollectSettings settings,
            Catalog catalog,
            Locks locks,
            Clock clock,
            Function<Path, Destination> destinations) {
        this.settings = settings;
        this.catalog = catalog;
        this.locks = locks;
        this.clock = clock;
        this.destinations = destinations;
        this.backoff = new Backoff(clock, settings.poll() == null ? CollectSettings.DEFAULT_POLL : settings.poll());
        this.warnings = new Warnings(clock);
    }

    /** The job's settings. */
    public CollectSettings settings() {
        return settings;
    }

    /**
     * Polls until a poll finds nothing. Every expected end is an outcome of the returned run, with a message for the
     * operator; the run has the id 0 where nothing happened that is worth a record.
     *
     * @param attended whether somebody asked for this run and is told how it went
     * @param once lets the consumer poll once and returns when everything it found is through its route
     */
    @SuppressWarnings("try") // the locks are only held
    public Run poll(RunOptions options, boolean attended, Runnable once) {
        try (var held = locks.acquire(lockNames(), options.waiting(), options.stopped())) {
            return pollOnceOrTwice(options, attended, once);
        } catch (LockedException e) {
            return unrecorded(e);
        } catch (SaddlebagException e) {
            if (e.outcome() == Outcome.INTERRUPTED) {
                return unrecorded(e);
            }
            throw e;
        }
    }

    private List<String> lockNames() {
        return List.of(Locks.job(settings.job()), Locks.destination(realName(destinationPath())));
    }

    private Path destinationPath() {
        return Objects.requireNonNull(settings.trees().destination(), "a collect has a destination");
    }

    private static String realName(Path path) {
        try {
            return path.toRealPath().toString();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize().toString();
        }
    }

    /** A catalog that turns out corrupt costs a comparison with the destination: the polls begin again with a new one. */
    private Run pollOnceOrTwice(RunOptions options, boolean attended, Runnable once) {
        try {
            return poll(new CollectRecord(this, options, attended), once);
        } catch (CatalogCorruptException e) {
            LOG.warn("job {}: {}", settings.job(), e.getMessage());
            catalog.replaceCorrupt();
            return poll(new CollectRecord(this, options, attended), once);
        }
    }

    private Run poll(CollectRecord run, Runnable once) {
        try {
            return run.run(polls -> current = polls, once);
        } finally {
            current = null;
        }
    }

    private Run unrecorded(SaddlebagException reason) {
        var now = clock.instant();
        return new Run(0, settings.job(), now, now, reason.outcome(), Counts.NONE, reason.getMessage());
    }

    Catalog catalog() {
        return catalog;
    }

    Clock clock() {
        return clock;
    }

    Backoff backoff() {
        return backoff;
    }

    Warnings warnings() {
        return warnings;
    }

    Destination destination() {
        return destinations.apply(destinationPath());
    }

    /** Whether a listed file is to be taken if it is new, or a directory to be entered. */
    public boolean admits(Path path, boolean directory) {
        var run = current;
        return run != null && run.admits(relative(path), directory);
    }

    /** Says that a path cannot be carried, because the consumer takes its name for another one. */
    public void refuse(Path path, boolean directory) {
        var run = current;
        if (run != null) {
            run.refuse(relative(path), directory);
        }
    }

    /** Whether a file of this size and modification time, in milliseconds, was delivered. */
    public boolean isDelivered(Path file, long size, long millis) {
        var run = current;
        return run == null || run.isDelivered(relative(file), size, millis);
    }

    /** The change that a listed file is; null when there is nothing to deliver after all. */
    public @Nullable Change change(Path file) {
        var run = current;
        return run == null ? null : run.change(relative(file));
    }

    /**
     * Carries one change to the destination; the operation {@code backup:deliver}.
     *
     * @param content what is delivered; null for the file's own content
     * @throws IOException when it was not delivered; the destination has what it had before
     */
    public Receipt deliver(Change change, @Nullable InputStream content) throws IOException {
        return requireRun().deliver(change, content);
    }

    private CollectRun requireRun() {
        var run = current;
        if (run == null) {
            throw new SaddlebagException(
                    "job " + settings.job() + " is not polling; the file is taken at the next poll");
        }
        return run;
    }

    /**
     * The exchange of a file ended well: from now on it counts as delivered.
     *
     * @return whether it did not before
     */
    public boolean commit(Path file) {
        var run = current;
        return run != null && run.commit(relative(file));
    }

    /** The exchange of a change failed: it is tried again after a while. */
    public void failed(Change change, Exception failure) {
        var run = current;
        if (run != null) {
            run.failed(change, failure);
        }
    }

    private Path relative(Path path) {
        return settings.trees().source().relativize(path);
    }
}
