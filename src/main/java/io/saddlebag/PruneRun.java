package io.saddlebag;

import io.saddlebag.archive.StorePaths;
import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.CatalogCorruptException;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Counts;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.retention.FreezeReason;
import io.saddlebag.retention.Prune;
import io.saddlebag.retention.PrunePlan;
import io.saddlebag.retention.RetentionPolicy;
import io.saddlebag.snapshot.SnapshotJob;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One prune of a job's store, under the locks of the job, its verifications and the store, with its record in the catalog. It is
 * recorded under a name that no job can have: so it never counts as one of the job's runs.
 */
final class PruneRun {

    private static final Logger LOG = LoggerFactory.getLogger(PruneRun.class);
    private static final int KEPT_RUNS = 100;

    private final SnapshotJob job;
    private final RetentionPolicy policy;
    private final Catalog catalog;
    private final Locks locks;
    private final Clock clock;
    private final Function<Path, Destination> destinations;
    private final String name;
    private final CatalogJobRecord record;
    private final PruneLog log;

    PruneRun(
            SnapshotJob job,
            RetentionPolicy policy,
            Catalog catalog,
            Locks locks,
            Clock clock,
            Function<Path, Destination> destinations) {
        this.job = job;
        this.policy = policy;
        this.catalog = catalog;
        this.locks = locks;
        this.clock = clock;
        this.destinations = destinations;
        this.name = job.settings().job();
        this.record = new CatalogJobRecord(catalog.history(), name);
        this.log = new PruneLog(name);
    }

    /** The name under which the prunes of a job are recorded. */
    static String recordedName(String job) {
        return "prune " + job;
    }

    /** How it ended, and what came of it until then. */
    private static final class Progress {

        private @Nullable PrunePlan plan;
        private final Set<SnapshotId> removed = new HashSet<>();
        private long freed;

        void removed(ManifestHeader header) {
            removed.add(header.id());
            freed += header.archive().size();
        }

        Counts counts(boolean held) {
            if (plan == null) {
                return Counts.NONE;
            }
            long due = held ? plan.removals().size() : 0;
            long kept = plan.decisions().size() + plan.unreadable().size() - removed.size();
            return new Counts(0, 0, removed.size(), kept, 0, due, freed);
        }
    }

    private record End(Outcome outcome, @Nullable String message) {}

    /** Whether there is anything to do: rules to carry out, or the end of a freeze to tell. */
    boolean isNeeded() {
        return !policy.rules().isEmpty() || record.wasFrozen();
    }

    /**
     * Prunes. What a freeze holds is removed with force; what cannot be told to be needed by nothing never is.
     *
     * @throws io.saddlebag.catalog.LockedException when the job, a verification of it or its store is at work
     */
    @SuppressWarnings("try") // the locks are only held
    PruneResult run(boolean force, RunOptions options) {
        var names = new ArrayList<>(job.lockNames());
        names.add(Locks.job(VerifyRun.recordedName(name)));
        try (var held = locks.acquire(names, options.waiting(), options.stopped())) {
            return options.dryRun() ? look(force) : onceOrTwice(force, options);
        }
    }

    private PruneResult look(boolean force) {
        var started = clock.instant();
        var progress = new Progress();
        var destination = destinations.apply(job.settings().destination());
        destination.freeze();
        var end = end(() -> {
            progress.plan = prune(destination).plan(started);
            return isHeld(progress.plan, force) ? frozen(progress.plan) : done(progress.plan, force);
        });
        return new PruneResult(run(0, started, clock.instant(), end, progress.counts(true)), progress.plan, Set.of());
    }

    private PruneResult onceOrTwice(boolean force, RunOptions options) {
        try {
            return once(force, options);
        } catch (CatalogCorruptException e) {
            LOG.warn("prune of job {}: {}", name, e.getMessage());
            catalog.replaceCorrupt();
            return once(force, options);
        }
    }

    private PruneResult once(boolean force, RunOptions options) {
        boolean wasFrozen = record.wasFrozen();
        if (!isNeeded()) {
            return look(force);
        }
        var runs = catalog.runs();
        runs.closeInterrupted(recordedName(name));
        long id = runs.start(recordedName(name), job.settings().destination().toString());
        var progress = new Progress();
        var end = end(() -> carriedOut(force, options, progress));
        var run = runs.end(id, end.outcome(), progress.counts(end.outcome() == Outcome.GUARDED), end.message());
        runs.trim(recordedName(name), KEPT_RUNS);
        log.add(run, wasFrozen);
        var ended = run.ended() == null ? clock.instant() : run.ended();
        return new PruneResult(run(run.id(), run.started(), ended, end, run.counts()), progress.plan, progress.removed);
    }

    private Run run(long id, Instant started, Instant ended, End end, Counts counts) {
        return new Run(id, name, started, ended, end.outcome(), counts, end.message());
    }

    private interface Work {
        End end() throws IOException;
    }

    private End end(Work work) {
        try {
            return work.end();
        } catch (CatalogCorruptException e) {
            throw e;
        } catch (SaddlebagException e) {
            return new End(e.outcome(), e.getMessage());
        } catch (IOException e) {
            return new End(
                    Outcome.FAILED,
                    "the store " + job.settings().destination() + " cannot be pruned: " + Reason.of(e)
                            + ". What it lists can be restored as before, and the next prune goes on");
        }
    }

    @SuppressWarnings("try") // the lock is only held
    private End carriedOut(boolean force, RunOptions options, Progress progress) throws IOException {
        var root = job.settings().destination();
        var destination = destinations.apply(root);
        var prune = prune(destination);
        if (!Files.isRegularFile(root.resolve(StorePaths.STORE_FILE))) {
            progress.plan = prune.plan(clock.instant());
            return frozen(progress.plan);
        }
        try (var held = locks.acquireIn(root, StorePaths.LOCK, options.waiting(), options.stopped())) {
            prune.removeLeftovers();
            progress.plan = prune.plan(clock.instant());
            if (isHeld(progress.plan, force)) {
                return frozen(progress.plan);
            }
            prune.carryOut(progress.plan, options.stopped(), progress::removed);
            return done(progress.plan, force);
        }
    }

    private Prune prune(Destination destination) {
        return new Prune(destination, name, policy, record);
    }

    private static boolean isHeld(PrunePlan plan, boolean force) {
        return plan.isFrozen() && (!force || plan.headers().isEmpty());
    }

    private End frozen(PrunePlan plan) {
        return new End(
                Outcome.GUARDED,
                "nothing is removed while something is wrong: " + words(plan.freeze())
                        + ". When that is put right, prunes go on; \"saddlebag prune --force " + name
                        + "\" removes what no rule keeps all the same");
    }

    private static End done(PrunePlan plan, boolean force) {
        return new End(Outcome.DONE, force && plan.isFrozen() ? "in spite of this: " + words(plan.freeze()) : null);
    }

    private static String words(List<FreezeReason> reasons) {
        return reasons.stream().map(FreezeReason::text).collect(Collectors.joining("; "));
    }
}
