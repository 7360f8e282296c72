package io.saddlebag.restore;

import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.model.Finding;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.SnapshotId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The contents of one archive that cannot be restored. Which snapshots list each of them is looked up in the manifests when all are
 * known; beyond a thousand all snapshots are named that have contents in the archive.
 */
final class BrokenContents {

    private static final int MOST = 1_000;

    private final SnapshotStore store;
    private final SnapshotId holder;
    private final Path archive;
    private final List<SnapshotId> needing;
    private final Walk walk;
    private final Map<Key, Broken> broken = new LinkedHashMap<>();

    /**
     * None yet.
     *
     * @param archive its path in the store
     * @param needing the snapshots that have contents in the archive
     */
    BrokenContents(SnapshotStore store, SnapshotId holder, Path archive, List<SnapshotId> needing, Walk walk) {
        this.store = store;
        this.holder = holder;
        this.archive = archive;
        this.needing = needing;
        this.walk = walk;
    }

    /** A content as the archive has it, whatever path it has in a snapshot. */
    private record Key(Path name, String sha256) {

        static Key of(ManifestEntry entry) {
            var held = Objects.requireNonNull(entry.held());
            var name = held.as();
            return new Key(name == null ? entry.path() : name, held.sha256());
        }
    }

    private record Broken(Finding.Severity severity, Path path, String how, TreeSet<SnapshotId> dependents) {}

    synchronized void add(Finding.Severity severity, ManifestEntry entry, String how) {
        if (broken.size() < MOST) {
            broken.put(Key.of(entry), new Broken(severity, entry.path(), how, new TreeSet<>()));
        } else {
            tell(new Broken(severity, entry.path(), how, new TreeSet<>(needing)));
        }
    }

    /** Passes on the findings. */
    synchronized void tell() {
        if (broken.isEmpty()) {
            return;
        }
        needing.forEach(this::lookUp);
        broken.values().forEach(this::tell);
    }

    private void lookUp(SnapshotId snapshot) {
        try (var contents = HeldContents.open(store, holder, List.of(snapshot))) {
            for (var entry = contents.next(); entry != null; entry = contents.next()) {
                var found = broken.get(Key.of(entry));
                if (found != null) {
                    found.dependents().add(snapshot);
                }
            }
        } catch (IOException e) {
            // That the manifest cannot be read is a finding of its own; what it would say has to be assumed.
            broken.values().forEach(found -> found.dependents().add(snapshot));
        }
    }

    private void tell(Broken found) {
        walk.found(new Finding(
                found.severity(), archive.resolve(found.path()), found.how() + Census.neededBy(found.dependents())));
    }
}
