package io.saddlebag.alert;

import io.saddlebag.model.Counts;
import io.saddlebag.model.Run;
import org.jspecify.annotations.Nullable;

/**
 * A run that has ended, and what is known besides.
 *
 * @param run the run under its recorded name
 * @param scope whether it was of parts of a source that is watched
 * @param countsAll whether its counts have all paths of the source, also those that are unchanged
 * @param foundDamage whether its findings tell of damage or loss, however it ended
 * @param damageIsOpen whether something that an earlier one found was not found well as deeply since
 * @param size what the snapshot that it took takes; null where it took none, or nobody knows
 * @param space of its destination; null where nobody knows
 */
public record Ended(
        Run run,
        boolean scope,
        boolean countsAll,
        boolean foundDamage,
        boolean damageIsOpen,
        @Nullable StoredSize size,
        @Nullable Space space) {

    /** So few changes are never many. */
    private static final long LEAST = 20;

    /** A run of which nothing is known but the run. */
    public static Ended of(Run run) {
        return new Ended(run, false, false, false, false, null, null);
    }

    /** Whether more than so many percent of what was there before is changed or gone. */
    boolean hasManyChanges(int percent) {
        long changed = changed(run.counts());
        return percent > 0 && countsAll && changed >= LEAST && changed * 100.0 > (double) known(run.counts()) * percent;
    }

    /** In words, one line. */
    String changes() {
        return changed(run.counts()) + " of " + known(run.counts()) + " paths were changed or gone at once.";
    }

    private static long known(Counts counts) {
        return changed(counts) + counts.unchanged();
    }

    private static long changed(Counts counts) {
        return counts.modified() + counts.deleted();
    }
}
