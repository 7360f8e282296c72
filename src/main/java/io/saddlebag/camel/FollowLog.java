package io.saddlebag.camel;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The operator's log of the runs that watching begins. There may be many: what went well is told of full sweeps that did
 * something, and what went wrong when it is not what was told last. Used by one thread.
 */
final class FollowLog {

    private @Nullable String told;

    void add(Run run, Scope scope) {
        var outcome = run.outcome() == null ? Outcome.INTERRUPTED : run.outcome();
        if (outcome == Outcome.LOCKED || outcome == Outcome.INTERRUPTED) {
            return;
        }
        if (outcome == Outcome.GUARDED && !scope.isWhole()) {
            // The full sweep that is asked then has the last word.
            return;
        }
        var kind = kind(run, outcome);
        if (outcome == Outcome.DONE ? isWorthTelling(run, scope) : !kind.equals(told)) {
            RunLog.add(run);
            told = kind;
        }
    }

    /** A scope that went well proves only that the source and the destination are there. */
    private boolean isWorthTelling(Run run, Scope scope) {
        boolean good = Outcome.DONE.name().equals(told);
        return scope.isWhole()
                ? !good || changed(run)
                : told != null && (told.startsWith(Outcome.FAILED.name()) || told.startsWith(Outcome.NOT_FOUND.name()));
    }

    /** Deletions that are held back become more and fewer; what else went wrong is told by its words. */
    private static String kind(Run run, Outcome outcome) {
        return outcome == Outcome.GUARDED || run.message() == null ? outcome.name() : outcome + " " + run.message();
    }

    private static boolean changed(Run run) {
        var counts = run.counts();
        return counts.created() + counts.modified() + counts.deleted() > 0;
    }
}
