package io.saddlebag;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The operator's log of a job's prunes: what was removed, failures, and of a freeze its beginning and its end. */
final class PruneLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.saddlebag.runs");

    private final String job;

    PruneLog(String job) {
        this.job = job;
    }

    /** One line, unless there is nothing to tell. */
    void add(Run run, boolean wasFrozen) {
        var outcome = run.outcome() == null ? Outcome.INTERRUPTED : run.outcome();
        switch (outcome) {
            case GUARDED -> {
                if (!wasFrozen) {
                    say(Level.WARN, "frozen; ", run);
                }
            }
            case DONE -> {
                if (run.message() != null) {
                    say(Level.WARN, "forced; ", run);
                } else if (wasFrozen) {
                    say(Level.INFO, "no longer frozen; ", run);
                } else if (run.counts().deleted() > 0) {
                    say(Level.INFO, "done; ", run);
                }
            }
            case LOCKED, INTERRUPTED -> say(Level.INFO, "not finished; ", run);
            case FAILED, NOT_FOUND, PARTIAL, DAMAGED, LOST -> say(Level.ERROR, "failed; ", run);
        }
    }

    private void say(Level level, String how, Run run) {
        LOG.atLevel(level)
                .log(
                        "prune of job {}: {}{}{}",
                        job,
                        how,
                        RunSummary.ofPrune(run),
                        run.message() == null ? "" : ". " + run.message());
    }

    /** One that was not begun, as something else is at work. */
    void skipped(String message) {
        LOG.info("prune of job {}: skipped, the next run prunes. {}", job, message);
    }
}
