package io.saddlebag.retention;

import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a prune makes of a store.
 *
 * @param decisions on each snapshot that can be restored, in the order in which they were taken
 * @param unreadable the others, with what is wrong with each; they are left alone
 * @param freeze why nothing is removed; empty when nothing is wrong
 * @param headers the snapshots that were decided on
 */
public record PrunePlan(
        List<Decision> decisions,
        Map<SnapshotId, String> unreadable,
        List<FreezeReason> freeze,
        Map<SnapshotId, ManifestHeader> headers) {

    /** That of an empty store. */
    public static final PrunePlan EMPTY = unseen(List.of());

    /** A plan for a store that could not be looked at. */
    static PrunePlan unseen(List<FreezeReason> freeze) {
        return new PrunePlan(List.of(), Map.of(), freeze, Map.of());
    }

    /** What no rule keeps, each before what it builds on. */
    public List<ManifestHeader> removals() {
        var removals = new ArrayList<ManifestHeader>();
        for (var decision : decisions) {
            var header = headers.get(decision.snapshot().id());
            if (!decision.kept() && header != null) {
                removals.add(header);
            }
        }
        Collections.reverse(removals);
        return removals;
    }

    /** Whether something is wrong. */
    public boolean isFrozen() {
        return !freeze.isEmpty();
    }
}
