package io.saddlebag.mirror;

import java.util.Optional;

/**
 * Judges the deletions of a sweep as a whole.
 *
 * @param established whether an earlier sweep of this destination was judged and carried out
 * @param sourceEmpty whether the source holds no file or link anywhere
 * @param known files and links that the catalog knew at the destination before the sweep; while a guard is up, those that
 *     were known when it went up, for what came since does not make the loss smaller
 * @param guarded whether a guard is up since an earlier sweep
 * @param deletions files and links to be deleted, moves not counted
 * @param strangers those of them that the catalog never knew
 * @param met files at the destination that the catalog did not know and that the source has as well
 * @param before files and links that were deleted already and count as well, as deletions and as known ones
 * @param maxDelete how many are allowed
 */
record Guards(
        boolean established,
        boolean sourceEmpty,
        long known,
        boolean guarded,
        long deletions,
        long strangers,
        long met,
        long before,
        MaxDelete maxDelete) {

    /** What was done, and the way out. */
    static final String HELD = "Nothing was deleted. If the deletions are right, run it once with --allow-delete";

    /** Below this many known files a share means little. */
    private static final long FEW = 10;

    /** Why nothing may be deleted, with the way out; empty when the deletions may be carried out. */
    Optional<String> objection() {
        if (deletions == 0) {
            return Optional.empty();
        }
        if (sourceEmpty) {
            return Optional.of("the source is empty: is it unmounted? " + HELD);
        }
        if (!established && maxDelete.forbids(strangers, strangers + met)) {
            return Optional.of("the destination holds " + strangers + " other files, of " + (strangers + met)
                    + " there (max-delete = " + maxDelete + "): is it the right one? " + HELD);
        }
        if ((known + before >= FEW || guarded) && maxDelete.forbids(deletions + before, known + before)) {
            return Optional.of((deletions + before) + " of the " + (known + before)
                    + " known files are gone from the source" + (before > 0 ? " within an hour" : "")
                    + " (max-delete = " + maxDelete + "). " + HELD);
        }
        return Optional.empty();
    }
}
