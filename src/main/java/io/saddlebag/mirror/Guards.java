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
        MaxDelete maxDelete) {

    /** Below this many known files a share means little. */
    private static final long FEW = 10;

    /** Why nothing may be deleted, with the way out; empty when the deletions may be carried out. */
    Optional<String> objection() {
        if (deletions == 0) {
            return Optional.empty();
        }
        if (sourceEmpty) {
            return Optional.of("the source is empty: is it unmounted? " + held());
        }
        if (!established && maxDelete.forbids(strangers, strangers + met)) {
            return Optional.of("the destination holds " + strangers + " other files, of " + (strangers + met)
                    + " there (max-delete = " + maxDelete + "): is it the right one? " + held());
        }
        if ((known >= FEW || guarded) && maxDelete.forbids(deletions, known)) {
            return Optional.of(deletions + " of the " + known + " known files are gone from the source (max-delete = "
                    + maxDelete + "). " + held());
        }
        return Optional.empty();
    }

    private String held() {
        return "Nothing was deleted. If the deletions are right, run it once with --allow-delete";
    }
}
