package io.saddlebag.restore;

import io.saddlebag.archive.ManifestReader;
import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.model.FileType;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.tree.Halt;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one manifest to its end and remembers which snapshots hold what it lists. */
final class ManifestReading {

    private final SnapshotStore store;
    private final SnapshotId id;
    private final Halt halt;
    private final Set<SnapshotId> holders = new HashSet<>();
    private @Nullable ManifestHeader header;
    private boolean whole;

    ManifestReading(SnapshotStore store, SnapshotId id, Halt halt) {
        this.store = store;
        this.id = id;
        this.halt = halt;
    }

    /** What is wrong with it; null when it is what was written. */
    @Nullable
    IOException read() {
        try (var manifest = store.manifest(id)) {
            header = manifest.header();
            readEntries(manifest);
            whole = !halt.isDue();
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private void readEntries(ManifestReader manifest) throws IOException {
        SnapshotId last = null;
        for (var entry = manifest.next(); entry != null && !halt.isDue(); entry = manifest.next()) {
            var holder = holder(entry);
            if (holder != null && !holder.equals(last)) {
                holders.add(holder);
                last = holder;
            }
        }
    }

    private static @Nullable SnapshotId holder(ManifestEntry entry) {
        var held = entry.held();
        return entry.type() == FileType.FILE && held != null ? held.in() : null;
    }

    /** What is known of the snapshot now. */
    KnownSnapshot known() {
        return new KnownSnapshot(id, whole ? header : null, holders);
    }
}
