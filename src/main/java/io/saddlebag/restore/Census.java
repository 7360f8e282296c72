package io.saddlebag.restore;

import io.saddlebag.model.SnapshotId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** All snapshots of a store and which of them need which; its size is that of their number. Safe to use from several threads. */
final class Census {

    private static final Comparator<KnownSnapshot> ORDER =
            Comparator.comparingLong(KnownSnapshot::sequence).thenComparing(KnownSnapshot::id);

    private final Map<SnapshotId, KnownSnapshot> known = new ConcurrentHashMap<>();

    void add(KnownSnapshot snapshot) {
        known.put(snapshot.id(), snapshot);
    }

    Optional<KnownSnapshot> find(SnapshotId id) {
        return Optional.ofNullable(known.get(id));
    }

    /** The snapshots in the order in which they were taken. */
    List<KnownSnapshot> snapshots() {
        return known.values().stream().sorted(ORDER).toList();
    }

    /** The snapshots that have contents in the archive of one, itself among them. */
    List<SnapshotId> needing(SnapshotId holder) {
        return snapshots().stream()
                .filter(snapshot -> snapshot.holders().contains(holder))
                .map(KnownSnapshot::id)
                .toList();
    }

    /** Says which snapshots something is needed by: {@code . Needed by A, B.} */
    static String neededBy(Collection<SnapshotId> ids) {
        return ids.isEmpty()
                ? ". No snapshot needs it."
                : ". Needed by " + ids.stream().map(SnapshotId::toString).collect(Collectors.joining(", ")) + ".";
    }
}
