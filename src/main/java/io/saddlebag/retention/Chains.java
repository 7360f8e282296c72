package io.saddlebag.retention;

import io.saddlebag.model.SnapshotId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What builds on what, and where something is missing. Its cost grows with the number of snapshots, not with their chains. */
final class Chains {

    private final List<Candidate> newestFirst;
    private final Map<SnapshotId, Candidate> byId = new HashMap<>();
    private final Map<SnapshotId, List<Candidate>> dependents = new HashMap<>();
    private final Map<SnapshotId, SnapshotId> gaps = new HashMap<>();

    /** Refuses two of one id. */
    Chains(List<Candidate> newestFirst) {
        this.newestFirst = List.copyOf(newestFirst);
        for (var snapshot : newestFirst) {
            if (byId.put(snapshot.id(), snapshot) != null) {
                throw new IllegalArgumentException("there are two snapshots " + snapshot.id());
            }
            var base = snapshot.base();
            if (base != null) {
                dependents.computeIfAbsent(base, id -> new ArrayList<>()).add(snapshot);
            }
        }
        findGaps();
    }

    /** All but what is built on one without a base lacks something, be it that bases run in a circle. */
    private void findGaps() {
        var whole = withDependents(
                newestFirst.stream().filter(snapshot -> snapshot.base() == null).toList());
        for (var snapshot : newestFirst) {
            var base = snapshot.base();
            if (base != null && !byId.containsKey(base)) {
                withDependents(List.of(snapshot)).forEach(lacking -> gaps.put(lacking.id(), base));
            } else if (base != null && !whole.contains(snapshot)) {
                gaps.putIfAbsent(snapshot.id(), base);
            }
        }
    }

    private Set<Candidate> withDependents(Collection<Candidate> beginnings) {
        Set<Candidate> found = new HashSet<>(beginnings);
        var open = new ArrayDeque<>(beginnings);
        while (!open.isEmpty()) {
            dependents(open.remove()).stream().filter(found::add).forEach(open::add);
        }
        return found;
    }

    /** Those that build directly on one, the newest first. */
    List<Candidate> dependents(Candidate snapshot) {
        return dependents.getOrDefault(snapshot.id(), List.of());
    }

    /** The first snapshot that one needs and that is not there; empty when it can be restored. */
    Optional<SnapshotId> gap(Candidate snapshot) {
        return Optional.ofNullable(gaps.get(snapshot.id()));
    }

    /** The last one that was taken of those that can be restored and meet a condition. */
    Optional<Candidate> newest(Predicate<Candidate> condition) {
        return newestFirst.stream()
                .filter(snapshot -> gap(snapshot).isEmpty())
                .filter(condition)
                .findFirst();
    }

    /** Those that meet a condition, and all that they need, as far as it is there. */
    Set<SnapshotId> withBases(Predicate<Candidate> condition) {
        var found = newestFirst.stream()
                .filter(condition)
                .map(Candidate::id)
                .collect(Collectors.toCollection(HashSet::new));
        for (var id : List.copyOf(found)) {
            var base = base(id);
            while (base != null && found.add(base)) {
                base = base(base);
            }
        }
        return found;
    }

    /** The base of a snapshot, if both are there. */
    private @Nullable SnapshotId base(SnapshotId id) {
        var snapshot = byId.get(id);
        return snapshot == null || snapshot.base() == null || !byId.containsKey(snapshot.base())
                ? null
                : snapshot.base();
    }
}
