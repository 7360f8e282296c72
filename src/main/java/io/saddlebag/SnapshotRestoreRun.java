package io.saddlebag;

import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.archive.StorePaths;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.RunSummary;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.restore.ChosenSnapshot;
import io.saddlebag.restore.RequestedPaths;
import io.saddlebag.restore.RestoreRequest;
import io.saddlebag.restore.SnapshotRestore;
import io.saddlebag.restore.SnapshotWish;
import io.saddlebag.restore.Walk;
import io.saddlebag.snapshot.SnapshotJob;
import io.saddlebag.snapshot.SnapshotSettings;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One restore from a store of snapshots: of a job's, under the job's locks and one on the directory it writes, or of any
 * store, with nothing but that. It leaves no record but the log's.
 */
final class SnapshotRestoreRun {

    private static final Logger LOG = LoggerFactory.getLogger("io.saddlebag.runs");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_THREADS = 8;

    private final Path store;
    private final Path directory;
    private final @Nullable Job job;
    private final Clock clock;

    private SnapshotRestoreRun(Path store, Path directory, @Nullable Job job, Clock clock) {
        this.store = store;
        this.directory = directory;
        this.job = job;
        this.clock = clock;
    }

    /** What is known besides the store. */
    private record Job(SnapshotSettings snapshots, Settings settings, List<String> lockNames, Locks locks) {}

    static SnapshotRestoreRun of(SnapshotJob job, Path directory, Settings settings, Locks locks, Clock clock) {
        var known = new Job(job.settings(), settings, job.lockNames(), locks);
        return new SnapshotRestoreRun(job.settings().destination(), directory, known, clock);
    }

    static SnapshotRestoreRun from(Path store, Path directory, Clock clock) {
        return new SnapshotRestoreRun(store, directory, null, clock);
    }

    /**
     * The run as it ended.
     *
     * @throws ConfigurationException when there is no such snapshot, or it may not be restored there
     */
    @SuppressWarnings("try") // the locks are only held
    Run run(SnapshotWish wish, RestoreRequest request, RunOptions options) {
        if (job == null) {
            return restore(wish, request, options);
        }
        var names = new ArrayList<>(job.lockNames);
        names.add(Locks.destination(RealPath.of(directory).toString()));
        try (var held = job.locks.acquire(names, options.waiting(), options.stopped())) {
            return restore(wish, request, options);
        }
    }

    private Run restore(SnapshotWish wish, RestoreRequest request, RunOptions options) {
        var snapshot = wish.in(store);
        var settings = job == null ? null : job.settings;
        var place = RestorePlace.of(directory, snapshot.header(), store, settings);
        var wanted = request.withPaths(new RequestedPaths(snapshot.header()).of(request.paths()));
        var patience = job == null ? PATIENCE : job.snapshots.stopTimeout();
        var walk = Walk.of(options, 1, clock, patience, findings -> {});
        options.progress().began(snapshot.header().counts().entries());
        var run = restore(snapshot, wish, place, wanted, walk);
        LOG.info(
                "restore of snapshot {} to {}: {}; {}",
                snapshot.header().id(),
                place.directory(),
                run.outcome(),
                RunSummary.of(run));
        return run;
    }

    private Run restore(
            ChosenSnapshot snapshot, SnapshotWish wish, RestorePlace place, RestoreRequest request, Walk walk) {
        var started = clock.instant();
        var target = new DirectoryDestination(place.directory(), false);
        try (var protection = new SnapshotProtection(place, job == null ? null : job.snapshots)) {
            tellOfDamaged(snapshot, wish, request, walk);
            var restore = new SnapshotRestore(snapshot, target, request, protection, walk, threads());
            restore.run();
            target.limitations()
                    .forEach(limitation -> walk.tally().found(new Finding(Severity.NOTE, Path.of(""), limitation)));
            return ended(snapshot, started, walk, outcome(walk), message(walk, restore.complaints()));
        } catch (IOException e) {
            return ended(
                    snapshot,
                    started,
                    walk,
                    Outcome.FAILED,
                    "what is excluded or lost cannot be told: " + Reason.of(e));
        } catch (SaddlebagException e) {
            return e.outcome() == Outcome.INTERRUPTED
                    ? ended(snapshot, started, walk, Outcome.INTERRUPTED, "stopped; run it again for the rest")
                    : ended(snapshot, started, walk, e.outcome(), e.getMessage());
        }
    }

    /** The latest that can be read may not be the latest that there is; then nothing is deleted for what it does not have. */
    private static void tellOfDamaged(ChosenSnapshot snapshot, SnapshotWish wish, RestoreRequest request, Walk walk)
            throws IOException {
        var newer = newer(snapshot, wish);
        if (request.delete() && !newer.isEmpty()) {
            var first = newer.get(0);
            throw new SaddlebagException(
                    first.severity() == Severity.LOST ? Outcome.LOST : Outcome.DAMAGED,
                    first.path() + " " + first.message()
                            + ". Nothing was restored, since --delete would delete what only the newer one has. Name"
                            + " one with --snapshot, or leave --delete out");
        }
        newer.forEach(walk.tally()::found);
        tellOfStoreFile(snapshot, walk);
    }

    private static List<Finding> newer(ChosenSnapshot snapshot, SnapshotWish wish) throws IOException {
        var chosen = snapshot.header().id();
        var newer = new ArrayList<Finding>();
        for (var damaged : snapshot.all().damaged()) {
            if (damaged.id().start().isAfter(chosen.start()) && wish.couldBe(damaged.id())) {
                newer.add(newer(Severity.DAMAGED, damaged.id(), chosen, damaged.message()));
            }
        }
        for (var lost : snapshot.store().lost()) {
            if (lost.start().isAfter(chosen.start()) && wish.couldBe(lost)) {
                newer.add(newer(Severity.LOST, lost, chosen, "its manifest is missing"));
            }
        }
        return newer;
    }

    private static Finding newer(Severity severity, SnapshotId id, SnapshotId chosen, String how) {
        return new Finding(
                severity,
                Path.of(id.toString()),
                "is newer than " + chosen + ", the last one that can be restored: " + how);
    }

    private static void tellOfStoreFile(ChosenSnapshot snapshot, Walk walk) {
        String how;
        try {
            SnapshotStore.requireStoreFile(snapshot.store().destination());
            return;
        } catch (NoSuchFileException e) {
            how = "it is missing";
        } catch (IOException e) {
            how = Reason.of(e);
        }
        walk.tally().found(new Finding(Severity.NOTE, StorePaths.STORE_FILE, "no snapshot needs it, but " + how));
    }

    private static int threads() {
        return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    }

    private static Outcome outcome(Walk walk) {
        if (walk.tally().count(Severity.LOST) > 0) {
            return Outcome.LOST;
        }
        if (walk.tally().count(Severity.DAMAGED) > 0) {
            return Outcome.DAMAGED;
        }
        return walk.tally().hasFailures() ? Outcome.PARTIAL : Outcome.DONE;
    }

    private @Nullable String message(Walk walk, List<String> complaints) {
        long failed = walk.tally().counts().failed();
        if (failed == 0) {
            return null;
        }
        var message = new StringBuilder(RunSummary.paths(failed)).append(" could not be restored");
        complaints.forEach(complaint -> message.append("; ").append(complaint));
        boolean store = !complaints.isEmpty() || walk.tally().count(Severity.DAMAGED) > 0;
        if (store && job != null) {
            message.append(". Run \"saddlebag verify ")
                    .append(job.snapshots.job())
                    .append("\" to see what else depends on it, and \"saddlebag backup --full ")
                    .append(job.snapshots.job())
                    .append("\" for a snapshot that needs no other");
        } else if (store) {
            message.append(". Another snapshot in ")
                    .append(DisplayPath.of(this.store))
                    .append(" may have it: name it with --snapshot");
        }
        return message.toString();
    }

    private Run ended(ChosenSnapshot snapshot, Instant started, Walk walk, Outcome outcome, @Nullable String message) {
        var name = snapshot.store().job();
        return new Run(0, name, started, clock.instant(), outcome, walk.tally().counts(), message);
    }
}
