package io.saddlebag.restore;

import io.saddlebag.archive.ManifestReader;
import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.model.FileType;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.PathOrder;
import io.saddlebag.model.SnapshotId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The contents that an archive holds, in their order, as manifests list them: its own, or else all that name it. Safe to use from several
 * threads; each content is given to one.
 */
final class HeldContents implements Closeable {

    private final SnapshotId holder;
    private final List<ManifestReader> manifests = new ArrayList<>();
    private final PriorityQueue<Head> heads =
            new PriorityQueue<>(Comparator.comparing(head -> head.entry().path(), PathOrder.DEPTH_FIRST));
    private @Nullable Path last;

    private record Head(ManifestReader manifest, ManifestEntry entry) {}

    private HeldContents(SnapshotId holder) {
        this.holder = holder;
    }

    /** Opens the manifests. */
    static HeldContents open(SnapshotStore store, SnapshotId holder, List<SnapshotId> lists) throws IOException {
        var contents = new HeldContents(holder);
        try {
            for (var list : lists) {
                var manifest = store.manifest(list);
                contents.manifests.add(manifest);
                contents.advance(manifest);
            }
            return contents;
        } catch (IOException | RuntimeException e) {
            contents.close();
            throw e;
        }
    }

    /** The next content; null after the last. */
    synchronized @Nullable ManifestEntry next() throws IOException {
        while (!heads.isEmpty()) {
            var head = heads.remove();
            advance(head.manifest());
            if (!head.entry().path().equals(last)) {
                last = head.entry().path();
                return head.entry();
            }
        }
        return null;
    }

    private void advance(ManifestReader manifest) throws IOException {
        for (var entry = manifest.next(); entry != null; entry = manifest.next()) {
            var held = entry.held();
            if (entry.type() == FileType.FILE && held != null && held.in().equals(holder)) {
                heads.add(new Head(manifest, entry));
                return;
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (var manifest : manifests) {
            manifest.close();
        }
    }
}
