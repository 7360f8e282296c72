package io.saddlebag;

import io.saddlebag.model.Run;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.retention.PrunePlan;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a prune ended.
 *
 * @param run its run, which counts the snapshots that were removed as deleted, those that were kept as unchanged, those that a
 *     freeze kept as held, and the bytes of archives that were freed
 * @param plan what was to be done; null when it came to none
 * @param removed what was removed
 */
public record PruneResult(Run run, @Nullable PrunePlan plan, Set<SnapshotId> removed) {

    /** The set is copied. */
    public PruneResult {
        removed = Set.copyOf(removed);
    }
}
