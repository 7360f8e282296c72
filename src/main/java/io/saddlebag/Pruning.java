package io.saddlebag;

import io.saddlebag.camel.PruneJob;
import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.LockedException;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.snapshot.SnapshotJob;
import io.saddlebag.store.DirectoryDestination;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the prunes of jobs.
 *
 * @param home where catalog and locks are
 */
record Pruning(Path home, Catalog catalog, Locks locks, Clock clock) {

    /** Those of jobs that take snapshots, for their routes. */
    Map<String, PruneJob> jobs(List<JobSettings> jobs) {
        var byName = new HashMap<String, PruneJob>();
        for (var job : jobs) {
            if (job.snapshot() != null) {
                var prune = of(job);
                byName.put(job.name(), options -> unlessHeld(job.name(), prune, options));
            }
        }
        return byName;
    }

    private Run unlessHeld(String job, PruneRun prune, RunOptions options) {
        var now = clock.instant();
        if (!prune.isNeeded()) {
            return new Run(0, job, now, now, Outcome.DONE, Counts.NONE, null);
        }
        try {
            return prune.run(false, options).run();
        } catch (LockedException e) {
            return skipped(job, e);
        } catch (SaddlebagException e) {
            if (e.outcome() == Outcome.INTERRUPTED) {
                return skipped(job, e);
            }
            throw e;
        }
    }

    private Run skipped(String job, SaddlebagException reason) {
        var message = String.valueOf(reason.getMessage());
        new PruneLog(job).skipped(message);
        var now = clock.instant();
        return new Run(0, job, now, now, reason.outcome(), Counts.NONE, message);
    }

    /** That of one job. */
    PruneRun of(JobSettings job) {
        var snapshot = job.snapshot();
        var retention = job.retention();
        if (snapshot == null || retention == null) {
            throw new ConfigurationException("The job " + job.name() + " takes no snapshots: its type is "
                    + job.type().name() + ".");
        }
        var scratch = home.resolve("snapshots").resolve(job.name());
        return new PruneRun(
                new SnapshotJob(snapshot, catalog, locks, clock, scratch),
                retention,
                catalog,
                locks,
                clock,
                root -> new DirectoryDestination(root, true));
    }
}
