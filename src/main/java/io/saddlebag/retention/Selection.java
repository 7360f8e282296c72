package io.saddlebag.retention;

import io.saddlebag.model.SnapshotId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The snapshots that rules choose from, and the reasons that were found so far to keep them and others. */
final class Selection {

    private final List<Candidate> newestFirst;
    private final Instant now;
    private final ZoneId zone;
    private final Map<SnapshotId, List<KeepReason>> reasons = new HashMap<>();

    Selection(List<Candidate> newestFirst, Instant now, ZoneId zone) {
        this.newestFirst = List.copyOf(newestFirst);
        this.now = now;
        this.zone = zone;
    }

    /** Those that rules choose from. */
    List<Candidate> newestFirst() {
        return newestFirst;
    }

    Duration age(Candidate snapshot) {
        return Duration.between(snapshot.started(), now);
    }

    /** The last one of each period that was taken, the newest first. A period counts once, also if the clock went back to it. */
    List<Candidate> newestOfEach(Frequency frequency) {
        Set<Temporal> seen = new HashSet<>();
        return newestFirst.stream()
                .filter(snapshot -> seen.add(frequency.periodOf(snapshot.started(), zone)))
                .toList();
    }

    void keep(Candidate snapshot, KeepReason reason) {
        reasons.computeIfAbsent(snapshot.id(), id -> new ArrayList<>()).add(reason);
    }

    /** Keeps the first ones of a list, each with its place in it. */
    void keepInTurn(List<Candidate> snapshots, KeepRule rule, int count) {
        int place = 0;
        for (var snapshot : snapshots.subList(0, Math.min(count, snapshots.size()))) {
            place++;
            keep(snapshot, new KeepReason.Counted(rule.text(), place, count));
        }
    }

    /** Keeps the first one that was taken, unless it is kept already. */
    void keepOldest(KeepReason reason) {
        if (!newestFirst.isEmpty()) {
            var oldest = newestFirst.get(newestFirst.size() - 1);
            if (!keeps(oldest)) {
                keep(oldest, reason);
            }
        }
    }

    /** Whether there is a reason to keep it. */
    boolean keeps(Candidate snapshot) {
        return reasons.containsKey(snapshot.id());
    }

    Decision decision(Candidate snapshot) {
        return new Decision(snapshot, reasons.getOrDefault(snapshot.id(), List.of()));
    }
}
