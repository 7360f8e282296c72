package io.saddlebag.camel;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunSummary;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The operator's log: one line for each run that ended. */
final class RunLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.saddlebag.runs");

    private RunLog() {}

    static void add(Run run) {
        var outcome = run.outcome() == null ? Outcome.INTERRUPTED : run.outcome();
        LOG.atLevel(level(outcome)).log(line(run, outcome));
    }

    /** A run that ended before there was one. */
    static void failed(String job, String message) {
        LOG.error("job {}: failed. {}", job, message);
    }

    /** A run that was not begun, as another one is under way or a stop was asked for. */
    static void skipped(String job, String message) {
        LOG.info("job {}: skipped. {}", job, message);
    }

    static String line(Run run, Outcome outcome) {
        var head = "job " + run.job() + ": ";
        if (outcome == Outcome.LOCKED) {
            return head + "skipped" + message(run);
        }
        var name = outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return head + name + "; " + RunSummary.of(run) + message(run);
    }

    private static String message(Run run) {
        return run.message() == null ? "" : ". " + run.message();
    }

    private static Level level(Outcome outcome) {
        return switch (outcome) {
            case DONE, LOCKED, INTERRUPTED -> Level.INFO;
            case PARTIAL, GUARDED, DAMAGED, LOST -> Level.WARN;
            case FAILED, NOT_FOUND -> Level.ERROR;
        };
    }
}
