package io.saddlebag.restore;

import static io.saddlebag.model.Finding.Severity.DAMAGED;
import static io.saddlebag.model.Finding.Severity.LOST;
import static io.saddlebag.model.Finding.Severity.NOTE;

import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.archive.StorePaths;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Finding;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.TemporaryName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Judges what snapshots say of each other, and what of a store belongs to none of them. */
final class References {

    private final Census census;
    private final Walk walk;
    private final Destination destination;

    References(Census census, Walk walk, Destination destination) {
        this.census = census;
        this.walk = walk;
        this.destination = destination;
    }

    /**
     * Judges them.
     *
     * @param strangers what stands in the store and is no snapshot
     */
    void judge(List<Entry> strangers) throws IOException {
        var missing = missing();
        missing.forEach((id, dependents) -> tellMissing(id, dependents, strangers));
        judgeOrder();
        for (var stranger : strangers) {
            judge(stranger, missing.keySet());
        }
        for (var snapshot : census.snapshots()) {
            judgeParts(snapshot);
        }
    }

    private Map<SnapshotId, TreeSet<SnapshotId>> missing() {
        var missing = new TreeMap<SnapshotId, TreeSet<SnapshotId>>();
        for (var snapshot : census.snapshots()) {
            for (var needed : references(snapshot)) {
                if (census.find(needed).isEmpty()) {
                    missing.computeIfAbsent(needed, id -> new TreeSet<>()).add(snapshot.id());
                }
            }
        }
        return missing;
    }

    private static Set<SnapshotId> references(KnownSnapshot snapshot) {
        var references = new HashSet<SnapshotId>();
        var header = snapshot.header();
        if (header != null) {
            references.addAll(snapshot.holders());
            references.add(header.full());
            if (header.base() != null) {
                references.add(header.base());
            }
        }
        return references;
    }

    private void tellMissing(SnapshotId id, Set<SnapshotId> dependents, List<Entry> strangers) {
        boolean directory = strangers.stream().anyMatch(entry -> entry.path().equals(StorePaths.directory(id)));
        var path = directory ? StorePaths.manifest(id) : StorePaths.directory(id);
        var what = directory ? "the manifest is missing" : "the snapshot is missing";
        var contents = census.needing(id);
        found(
                LOST,
                path,
                what
                        + Census.neededBy(dependents)
                        + (contents.isEmpty()
                                ? " No content is in it, so they can be restored"
                                : " What they have in it cannot be restored from this store"));
    }

    private void judgeOrder() {
        var bySequence = new HashMap<Long, SnapshotId>();
        for (var snapshot : census.snapshots()) {
            var header = snapshot.header();
            if (header == null) {
                continue;
            }
            var other = bySequence.putIfAbsent(header.sequence(), snapshot.id());
            if (other != null) {
                damaged(
                        snapshot,
                        "has the place in the order of snapshots (" + header.sequence() + ") that " + other + " has");
            }
            for (var needed : references(snapshot)) {
                if (!needed.equals(snapshot.id()) && isNotBefore(needed, header.sequence())) {
                    damaged(snapshot, "needs " + needed + ", which was taken later");
                }
            }
            if (header.full().kind() != SnapshotKind.FULL) {
                damaged(snapshot, "says that its chain begins with " + header.full() + ", which is no full");
            }
        }
    }

    private boolean isNotBefore(SnapshotId needed, long sequence) {
        var header = census.find(needed).map(KnownSnapshot::header);
        return header.isPresent() && header.get().sequence() >= sequence;
    }

    private void damaged(KnownSnapshot snapshot, String how) {
        found(DAMAGED, StorePaths.manifest(snapshot.id()), how);
    }

    private void judge(Entry stranger, Set<SnapshotId> missing) throws IOException {
        var id = SnapshotStore.id(stranger);
        if (id.isPresent()) {
            if (SnapshotStore.unread(destination).isUnfinished(id.get())) {
                note(stranger, "is unfinished: a run is taking it now, or died; then the next run removes it");
            } else if (!missing.contains(id.get())) {
                found(LOST, StorePaths.manifest(id.get()), "is missing, so nobody knows what the snapshot held");
            }
        } else {
            note(stranger, TemporaryName.matches(stranger.path()) ? leftover() : "is none of the store's");
        }
    }

    private void judgeParts(KnownSnapshot snapshot) throws IOException {
        var own = new ArrayList<>(List.of(StorePaths.manifest(snapshot.id())));
        if (snapshot.header() != null) {
            own.add(StorePaths.archive(snapshot.header()));
        }
        for (var part : destination.list(StorePaths.directory(snapshot.id()))) {
            boolean archive = snapshot.header() == null && StorePaths.isArchive(part.path());
            if (!own.contains(part.path()) && !archive) {
                boolean left =
                        TemporaryName.matches(part.path()) || part.path().equals(StorePaths.unfinished(snapshot.id()));
                note(part, left ? leftover() : "is no part of the snapshot");
            }
        }
    }

    private static String leftover() {
        return "was left by a run that died, or is being written; the next run removes it";
    }

    private void note(Entry entry, String message) {
        found(NOTE, entry.path(), message);
    }

    private void found(Finding.Severity severity, Path path, String message) {
        walk.found(new Finding(severity, path, message));
    }
}
