package io.saddlebag.snapshot;

import io.saddlebag.model.FileType;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestHeader.Totals;
import io.saddlebag.model.SnapshotId;
import java.util.HashSet;
import java.util.Set;

/** Counts what a snapshot lists and holds, and which others hold the rest of it. */
final class DraftTotals {

    private final SnapshotId id;
    private final Set<SnapshotId> holders = new HashSet<>();
    private long entries;
    private long files;
    private long bytes;
    private long storedFiles;
    private long storedBytes;

    DraftTotals(SnapshotId id) {
        this.id = id;
    }

    void add(ManifestEntry entry) {
        entries++;
        if (entry.type() == FileType.FILE) {
            files++;
            bytes += entry.size();
        }
        var held = entry.held();
        if (held == null) {
            return;
        }
        if (held.in().equals(id)) {
            storedFiles++;
            storedBytes += entry.size();
        } else {
            holders.add(held.in());
        }
    }

    /** What the header says. */
    Totals totals() {
        return new Totals(entries, files, bytes, storedFiles, storedBytes);
    }

    /** The other snapshots that hold contents of this one. */
    Set<SnapshotId> holders() {
        return Set.copyOf(holders);
    }
}
