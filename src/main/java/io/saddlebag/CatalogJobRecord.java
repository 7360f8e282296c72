package io.saddlebag;

import io.saddlebag.catalog.RunHistory;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.retention.JobRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * What the catalog has on record of a job that is pruned.
 *
 * @param job the job's name
 */
record CatalogJobRecord(RunHistory history, String job) implements JobRecord {

    @Override
    public Optional<Run> lastRun() {
        return history.lastTelling(job);
    }

    @Override
    public Optional<Run> openFinding() {
        return history.openFinding(VerifyRun.recordedName(job));
    }

    @Override
    public Optional<Instant> lastPruned() {
        return history.last(PruneRun.recordedName(job), Outcome.DONE).map(Run::started);
    }

    /** Whether the last prune was frozen; one that failed or was stopped says nothing of that. */
    boolean wasFrozen() {
        var name = PruneRun.recordedName(job);
        var frozen = history.last(name, Outcome.GUARDED).map(Run::id).orElse(0L);
        return frozen > history.last(name, Outcome.DONE).map(Run::id).orElse(0L);
    }
}
