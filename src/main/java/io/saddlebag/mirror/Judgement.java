package io.saddlebag.mirror;

import io.saddlebag.catalog.Target;
import io.saddlebag.model.Hints;
import org.jspecify.annotations.Nullable;

/**
 * Judges the staged deletions of one sweep, with what the catalog remembers of earlier ones: a guard that is up stays up until
 * a full sweep passes it or is told to delete, and the deletions of the last hour count to those of a scope, and to those of
 * a full sweep of a source that is watched.
 */
final class Judgement {

    private final SweepParts parts;
    private final Target target;

    Judgement(SweepParts parts) {
        this.parts = parts;
        this.target = parts.target();
    }

    /**
     * Why nothing may be deleted; null when it may.
     *
     * @param staged files and links that are to be deleted
     * @param deletions those of them that were not moved
     * @param strangers those that the catalog never knew
     */
    @Nullable
    String of(long staged, long deletions, long strangers, boolean sourceEmpty, long met) {
        if (parts.options().allowDelete()) {
            return allowed();
        }
        var objection = parts.options().scope().isWhole()
                ? ofWhole(deletions, strangers, sourceEmpty, met)
                : ofScope(staged, deletions);
        if (objection == null && deletions > 0 && !parts.options().dryRun()) {
            target.recentDeletions().add(parts.now(), deletions);
        }
        return objection;
    }

    private @Nullable String allowed() {
        if (!parts.options().dryRun()) {
            target.recentDeletions().clear();
            target.liftGuard();
        }
        return null;
    }

    private @Nullable String ofWhole(long deletions, long strangers, boolean sourceEmpty, long met) {
        var guarded = target.guarded();
        long before = guarded.isPresent() ? target.guardDeletions() : recent();
        long known = Math.min(guarded.orElse(Long.MAX_VALUE) - before, parts.known());
        var objection = new Guards(
                        parts.established(),
                        sourceEmpty,
                        known,
                        guarded.isPresent(),
                        deletions,
                        strangers,
                        met,
                        before,
                        parts.settings().maxDelete())
                .objection()
                .orElse(null);
        if (objection == null) {
            lift(guarded.isPresent());
        } else if (parts.established()) {
            guard(known + before, before);
        }
        return objection;
    }

    /** A source that is watched is swept whole again and again where watching is not possible, or events were lost. */
    private long recent() {
        return parts.established() && parts.options().hints() != Hints.NONE
                ? target.recentDeletions().until(parts.now())
                : 0;
    }

    private void lift(boolean guarded) {
        if (guarded && !parts.options().dryRun()) {
            target.liftGuard();
        }
    }

    private void guard(long known, long before) {
        if (!parts.options().dryRun()) {
            target.guard(known, before);
        }
    }

    /** Whether the source is empty only a full sweep can tell, so what would leave nothing is for that to judge. */
    private @Nullable String ofScope(long staged, long deletions) {
        if (staged == 0) {
            return null;
        }
        if (target.guarded().isPresent()) {
            return "a guard is up, until a full sweep finds the files back. " + Guards.HELD;
        }
        long known = known();
        if (!parts.established() || deletions >= known) {
            return "what is gone from the source is left to a full sweep. Nothing was deleted";
        }
        long before = target.recentDeletions().until(parts.now());
        var objection = new Guards(
                        true,
                        false,
                        known,
                        false,
                        deletions,
                        0,
                        0,
                        before,
                        parts.settings().maxDelete())
                .objection()
                .orElse(null);
        if (objection != null) {
            guard(known + before, before);
        }
        return objection;
    }

    /** What a scope takes over from the sweep before it may be more than other processes left. */
    private long known() {
        return Math.min(parts.known(), target.knownFiles());
    }
}
