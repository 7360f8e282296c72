package io.saddlebag.retention;

import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.SnapshotId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Says what keeps everything from being removed. It knows neither files nor a clock. */
final class FreezeRules {

    /** A source with fewer files may lose any of them. */
    private static final long FEW = 10;

    private final JobRecord record;

    FreezeRules(JobRecord record) {
        this.record = record;
    }

    /** What is known without a look at the store. */
    List<FreezeReason> ofRecord() {
        var reasons = new ArrayList<FreezeReason>();
        record.lastRun()
                .filter(FreezeRules::isBad)
                .map(FreezeReason.LastRun::new)
                .ifPresent(reasons::add);
        record.openFinding().map(FreezeReason.OpenFinding::new).ifPresent(reasons::add);
        return reasons;
    }

    /** A partial run is not bad: what it could not read, its snapshot keeps. */
    private static boolean isBad(Run run) {
        var outcome = run.outcome();
        return outcome == Outcome.FAILED || outcome == Outcome.NOT_FOUND || outcome == Outcome.GUARDED;
    }

    /**
     * What the store says.
     *
     * @param headers the snapshots in the order in which they were taken
     * @param unreadable what is wrong with the others
     * @param missing what is not there, each with one that builds on it
     */
    List<FreezeReason> ofStore(
            List<ManifestHeader> headers,
            Map<SnapshotId, String> unreadable,
            Map<SnapshotId, SnapshotId> missing,
            Instant now) {
        var reasons = new ArrayList<FreezeReason>();
        if (record.lastRun().isEmpty()) {
            reasons.add(new FreezeReason.NoRun());
        }
        headers.stream()
                .filter(header -> header.started().isAfter(now))
                .findFirst()
                .map(header -> new FreezeReason.Future(header.id(), header.started()))
                .ifPresent(reasons::add);
        unreadable.forEach((id, message) -> reasons.add(new FreezeReason.Unreadable(id, message)));
        missing.forEach((id, dependent) -> reasons.add(new FreezeReason.Missing(id, dependent)));
        addShrinking(headers, reasons);
        return reasons;
    }

    /** A prune that was carried out has seen what there was then: only what was lost since counts. */
    private void addShrinking(List<ManifestHeader> headers, List<FreezeReason> reasons) {
        if (headers.isEmpty()) {
            return;
        }
        var now = headers.get(headers.size() - 1);
        var most = headers.subList(seenByLastPrune(headers), headers.size()).stream()
                .max(Comparator.comparingLong(FreezeRules::files))
                .orElse(now);
        long lost = files(most) - files(now);
        if (files(most) >= FEW && lost * 2 > files(most)) {
            reasons.add(new FreezeReason.Shrunk(most.id(), files(most), now.id(), files(now)));
        }
    }

    private int seenByLastPrune(List<ManifestHeader> headers) {
        var pruned = record.lastPruned();
        for (int i = headers.size() - 1; pruned.isPresent() && i > 0; i--) {
            if (!headers.get(i).started().isAfter(pruned.get())) {
                return i;
            }
        }
        return 0;
    }

    private static long files(ManifestHeader header) {
        return header.counts().files();
    }
}
