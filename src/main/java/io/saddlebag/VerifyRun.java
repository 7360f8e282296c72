package io.saddlebag;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.CatalogCorruptException;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.RunSummary;
import io.saddlebag.restore.Walk;
import io.saddlebag.tree.Tally;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One verification of a job's backup, under its locks, with its record in the catalog. It is recorded under a name that no
 * job can have: so it never counts as one of the job's runs.
 */
final class VerifyRun {

    private static final Logger LOG = LoggerFactory.getLogger("io.saddlebag.runs");
    private static final int KEPT_RUNS = 100;

    private final Verifying subject;
    private final Catalog catalog;
    private final Locks locks;
    private final Clock clock;

    VerifyRun(Verifying subject, Catalog catalog, Locks locks, Clock clock) {
        this.subject = subject;
        this.catalog = catalog;
        this.locks = locks;
        this.clock = clock;
    }

    /** The name under which the verifications of a job are recorded. */
    static String recordedName(String job) {
        return "verify " + job;
    }

    /** A verification that nobody records and that locks nothing: it needs what it looks at, and nothing else. */
    static Run unrecorded(Verifying subject, boolean deep, RunOptions options, Clock clock) {
        var started = clock.instant();
        var walk = Walk.of(options, subject.threads(), clock, Duration.ZERO, findings -> {});
        var end = subject.end(deep, walk, options.progress());
        return new Run(
                0,
                subject.name(),
                started,
                clock.instant(),
                end.outcome(),
                walk.tally().counts(),
                end.message());
    }

    /** The run as it ended; its counts have what was verified as unchanged, and what was not as failed. */
    @SuppressWarnings("try") // the locks are only held
    Run run(boolean deep, RunOptions options) {
        try (var held = locks.acquire(subject.locks(), options.waiting(), options.stopped())) {
            return runOnceOrTwice(deep, options);
        }
    }

    private Run runOnceOrTwice(boolean deep, RunOptions options) {
        try {
            return runOnce(deep, options);
        } catch (CatalogCorruptException e) {
            LOG.warn("verify of job {}: {}", subject.name(), e.getMessage());
            catalog.replaceCorrupt();
            return runOnce(deep, options);
        }
    }

    private Run runOnce(boolean deep, RunOptions options) {
        var runs = catalog.runs();
        var recorded = recordedName(subject.name());
        runs.closeInterrupted(recorded);
        long id = runs.start(recorded, subject.destination().toString());
        catalog.history().verifies(id, deep);
        var walk = Walk.of(options, subject.threads(), clock, Duration.ZERO, findings -> runs.findings(id, findings));
        var end = subject.end(deep, walk, options.progress());
        walk.tally().flush();
        var run = runs.end(id, end.outcome(), walk.tally().counts(), end.message());
        catalog.history().verifies(run.id(), deep);
        runs.trim(recorded, KEPT_RUNS);
        log(run, end, walk.tally());
        return new Run(id, subject.name(), run.started(), run.ended(), run.outcome(), run.counts(), run.message());
    }

    private void log(Run run, Verifying.End end, Tally tally) {
        LOG.atLevel(level(end.outcome()))
                .log(
                        "verify of job {}: {}; {}{}",
                        subject.name(),
                        end.outcome(),
                        RunSummary.ofVerification(run, tally.count(Severity.DAMAGED), tally.count(Severity.LOST)),
                        end.message() == null ? "" : ". " + end.message());
    }

    private static Level level(Outcome outcome) {
        return switch (outcome) {
            case DONE, LOCKED, INTERRUPTED -> Level.INFO;
            case PARTIAL, GUARDED, DAMAGED, LOST -> Level.WARN;
            case FAILED, NOT_FOUND -> Level.ERROR;
        };
    }
}
