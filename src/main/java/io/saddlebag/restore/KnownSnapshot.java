package io.saddlebag.restore;

import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a verification knows of a snapshot: its header, and which snapshots hold its contents, not the contents themselves.
 *
 * @param header null where the manifest is not what was written: then nothing that it says counts
 * @param holders the snapshots whose archives have contents of it; those of the readable part where it is not whole
 */
record KnownSnapshot(SnapshotId id, @Nullable ManifestHeader header, Set<SnapshotId> holders) {

    KnownSnapshot {
        holders = Set.copyOf(holders);
    }

    /** Whether the manifest is what was written. */
    boolean isWhole() {
        return header != null;
    }

    /** Its place in the order in which snapshots were taken; unknown ones come last. */
    long sequence() {
        return header == null ? Long.MAX_VALUE : header.sequence();
    }
}
