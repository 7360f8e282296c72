package io.saddlebag;

import io.saddlebag.camel.PruneJob;
import io.saddlebag.camel.RouteEngine;
import io.saddlebag.camel.VerifyJob;
import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.mirror.CollectJob;
import io.saddlebag.mirror.MirrorJob;
import io.saddlebag.mirror.SweepJob;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.snapshot.SnapshotJob;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes what does the work of jobs, of their settings. */
final class Workers {

    private final Path home;
    private final Catalog catalog;
    private final Locks locks;
    private final Clock clock;

    Workers(Path home, Catalog catalog, Locks locks, Clock clock) {
        this.home = home;
        this.catalog = catalog;
        this.locks = locks;
        this.clock = clock;
    }

    /** For all of the jobs; the sweeping ones are audited. */
    RouteEngine.Jobs of(List<JobSettings> jobs, Audit audit) {
        return new RouteEngine.Jobs(
                sweepJobs(jobs, audit), collectJobs(jobs), snapshotJobs(jobs), pruneJobs(jobs), verifyJobs(jobs));
    }

    private Map<String, SweepJob> sweepJobs(List<JobSettings> jobs, Audit audit) {
        var byName = new HashMap<String, SweepJob>();
        for (var job : jobs) {
            if (job.mirror() != null) {
                byName.put(job.name(), audit.of(new MirrorJob(job.mirror(), catalog, locks, clock)));
            }
        }
        return byName;
    }

    private Map<String, CollectJob> collectJobs(List<JobSettings> jobs) {
        var byName = new HashMap<String, CollectJob>();
        for (var job : jobs) {
            if (job.collect() != null) {
                byName.put(job.name(), new CollectJob(job.collect(), catalog, locks, clock));
            }
        }
        return byName;
    }

    private Map<String, SnapshotJob> snapshotJobs(List<JobSettings> jobs) {
        var byName = new HashMap<String, SnapshotJob>();
        for (var job : jobs) {
            if (job.snapshot() != null) {
                var scratch = home.resolve("snapshots").resolve(job.name());
                byName.put(job.name(), new SnapshotJob(job.snapshot(), catalog, locks, clock, scratch));
            }
        }
        return byName;
    }

    private Map<String, PruneJob> pruneJobs(List<JobSettings> jobs) {
        return pruning().jobs(jobs);
    }

    private Pruning pruning() {
        return new Pruning(home, catalog, locks, clock);
    }

    private Map<String, VerifyJob> verifyJobs(List<JobSettings> jobs) {
        var byName = new HashMap<String, VerifyJob>();
        for (var job : jobs) {
            if (job.mirror() != null || job.snapshot() != null) {
                byName.put(job.name(), (deep, options) -> verification(job).run(deep, options));
            }
        }
        return byName;
    }

    /**
     * A verification of a job's backup.
     *
     * @throws ConfigurationException when the job has nothing to compare
     */
    VerifyRun verification(JobSettings job) {
        return new VerifyRun(verifying(job), catalog, locks, clock);
    }

    /**
     * A prune of a job's store.
     *
     * @throws ConfigurationException when the job takes no snapshots
     */
    PruneRun prune(JobSettings job) {
        return pruning().of(job);
    }

    private Verifying verifying(JobSettings job) {
        return job.snapshot() != null
                ? new StoreVerifying(job.name(), job.snapshot().destination())
                : new MirrorVerifying(mirror(job), catalog);
    }

    /** A job's mirror; a {@link ConfigurationException} where it has none. */
    MirrorJob mirror(JobSettings job) {
        var mirror = job.mirror();
        if (mirror == null || mirror.destination() == null) {
            throw new ConfigurationException("The job " + job.name() + " keeps no mirror in a directory (type "
                    + job.type().name() + "), so there is nothing to read back.");
        }
        return new MirrorJob(mirror, catalog, locks, clock);
    }
}
