package io.saddlebag;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.CatalogCorruptException;
import io.saddlebag.catalog.Locks;
import io.saddlebag.mirror.MirrorJob;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.RunSummary;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.restore.MirrorTree;
import io.saddlebag.restore.Verification;
import io.saddlebag.restore.Walk;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One verification of a mirror, under the job's locks, with its record in the catalog. It is recorded under a name that no
 * job can have: so it never counts as one of the job's runs.
 */
final class VerifyRun {

    private static final Logger LOG = LoggerFactory.getLogger("io.saddlebag.runs");
    private static final int KEPT_RUNS = 100;

    private final MirrorJob job;
    private final String name;
    private final Path destination;
    private final Catalog catalog;
    private final Locks locks;
    private final Clock clock;

    /**
     * A verification of a job.
     *
     * @throws ConfigurationException when it has nothing to compare
     */
    VerifyRun(MirrorJob job, Catalog catalog, Locks locks, Clock clock) {
        this.job = job;
        this.name = job.settings().job();
        this.destination = destination(job.settings());
        this.catalog = catalog;
        this.locks = locks;
        this.clock = clock;
    }

    private static Path destination(MirrorSettings settings) {
        var destination = settings.destination();
        if (destination == null || !settings.compareDestination()) {
            throw new ConfigurationException("job " + settings.job()
                    + " compares with the catalog only (compare = catalog): what its route delivers need not be what the"
                    + " source has, so there is nothing to compare.");
        }
        return destination;
    }

    /** The name under which the verifications of a job are recorded. */
    static String recordedName(String job) {
        return "verify " + job;
    }

    /** The run as it ended; its counts have what was verified as unchanged, and what was not as failed. */
    @SuppressWarnings("try") // the locks are only held
    Run run(boolean deep, RunOptions options) {
        try (var held = locks.acquire(job.lockNames(), options.waiting(), options.stopped())) {
            return runOnceOrTwice(deep, options);
        }
    }

    private Run runOnceOrTwice(boolean deep, RunOptions options) {
        try {
            return runOnce(deep, options);
        } catch (CatalogCorruptException e) {
            LOG.warn("verify of job {}: {}", name, e.getMessage());
            catalog.replaceCorrupt();
            return runOnce(deep, options);
        }
    }

    private Run runOnce(boolean deep, RunOptions options) {
        var runs = catalog.runs();
        var recorded = recordedName(name);
        runs.closeInterrupted(recorded);
        long id = runs.start(recorded, destination.toString());
        var walk = Walk.of(
                options, job.settings().transfers(), clock, Duration.ZERO, findings -> runs.findings(id, findings));
        var end = verify(deep, options, walk);
        walk.tally().flush();
        var run = runs.end(id, end.outcome(), walk.tally().counts(), end.message());
        runs.trim(recorded, KEPT_RUNS);
        log(run, walk.tally());
        return new Run(id, name, run.started(), run.ended(), run.outcome(), run.counts(), run.message());
    }

    private void log(Run run, Tally tally) {
        LOG.info(
                "verify of job {}: {}; {}",
                name,
                run.outcome(),
                RunSummary.ofVerification(run, tally.count(Severity.DAMAGED), tally.count(Severity.LOST)));
    }

    private record End(Outcome outcome, @Nullable String message) {}

    private End verify(boolean deep, RunOptions options, Walk walk) {
        try {
            var source = job.openSource();
            var known = CatalogStates.of(catalog.states(name, destination.toString()));
            var mirror = MirrorTree.open(destination, MirrorTree.isEmpty(source));
            options.progress().began(known.files());
            new Verification(source, mirror, known, deep, walk).run();
            return end(walk.tally());
        } catch (CatalogCorruptException e) {
            throw e;
        } catch (SaddlebagException e) {
            return e.outcome() == Outcome.INTERRUPTED
                    ? new End(Outcome.INTERRUPTED, "stopped before everything was compared")
                    : new End(e.outcome(), e.getMessage());
        } catch (IOException e) {
            return new End(
                    Outcome.FAILED, "the source " + job.settings().source() + " cannot be read: " + Reason.of(e));
        }
    }

    private End end(Tally tally) {
        if (tally.count(Severity.LOST) > 0) {
            return new End(
                    Outcome.LOST,
                    "files are missing at the destination; \"saddlebag backup " + name + "\" carries them again");
        }
        if (tally.count(Severity.DAMAGED) > 0) {
            return new End(Outcome.DAMAGED, "files at the destination are not what was delivered");
        }
        return tally.hasFailures()
                ? new End(Outcome.PARTIAL, RunSummary.paths(tally.counts().failed()) + " could not be read")
                : new End(Outcome.DONE, null);
    }
}
