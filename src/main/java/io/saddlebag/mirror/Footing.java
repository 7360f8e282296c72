package io.saddlebag.mirror;

import io.saddlebag.model.Entry;
import io.saddlebag.model.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the sweeps of one job leave to those of scopes that follow, so that these need not look at everything that is known.
 * Safe to use from several threads.
 */
final class Footing {

    /** So many deletions are no matter of one command that is through in no time. */
    private static final int MANY = 100;

    private @Nullable Survey survey;
    private Scope postponed = Scope.NOTHING;
    private long postponedDeletions;
    private Scope failing = Scope.NOTHING;

    /**
     * What was found out about the trees; it holds as long as both roots are the directories they were.
     *
     * @param source the source's root
     * @param destination the destination's root
     * @param known how many files and links the catalog knows
     */
    record Survey(Entry source, Entry destination, long known, Names names) {}

    /** What holds for a source with this root. */
    synchronized Optional<Survey> of(Entry source) {
        return Optional.ofNullable(survey).filter(last -> last.source().isSameFile(source));
    }

    /** A sweep came to its end on these grounds. */
    synchronized void hold(Entry source, @Nullable Entry destination, long known, Names names) {
        survey = destination == null ? null : new Survey(source, destination, known, names);
    }

    /** Whether something failed earlier that a sweep of this scope will not try again. */
    synchronized boolean hasFailuresBeside(Scope scope) {
        return !scope.covers(failing);
    }

    /** A sweep of a scope is over, which is to be repeated for the rest. */
    synchronized void swept(Scope scope, Scope rest) {
        failing = scope.covers(failing) ? rest : failing.plus(rest);
    }

    /**
     * Whether the deletions of a scope are to be judged later: where many files are gone, more may be going, and what is judged
     * bit by bit is let through until half of it is lost. So they wait until all that waits was looked at again and has not
     * become more.
     */
    synchronized boolean postpones(Scope scope, long deletions) {
        boolean again = scope.covers(postponed);
        if (deletions < MANY || (again && deletions <= postponedDeletions)) {
            if (again) {
                postponed = Scope.NOTHING;
                postponedDeletions = 0;
            }
            return false;
        }
        postponedDeletions = Math.max(postponedDeletions, deletions);
        postponed = postponed.plus(scope);
        return true;
    }

    /** A sweep ended early, so that nothing is sure any more. */
    synchronized void lose() {
        survey = null;
    }
}
