package io.saddlebag;

import io.saddlebag.camel.RunRecord;
import io.saddlebag.catalog.LockedException;
import io.saddlebag.catalog.Locks;
import io.saddlebag.catalog.Runs;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records in the catalog the runs of routes that do all of the work, which hold the job's lock meanwhile. */
final class CatalogRunRecord implements RunRecord {

    private static final int KEPT_RUNS = 1_000;

    private final Runs runs;
    private final Locks locks;
    private final Heartbeat heartbeat;

    CatalogRunRecord(Runs runs, Locks locks, Heartbeat heartbeat) {
        this.runs = runs;
        this.locks = locks;
        this.heartbeat = heartbeat;
    }

    @Override
    public OpenRun begin(String job, RunOptions options) {
        var held = locks.acquire(lock(job), options.waiting(), options.stopped());
        try {
            runs.closeInterrupted(job);
            long id = runs.start(job, "");
            return (outcome, message) -> end(job, id, outcome, message, held);
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
    }

    @SuppressWarnings("try") // the lock is only held
    private Run end(String job, long id, Outcome outcome, @Nullable String message, Locks.Held held) {
        try (held) {
            var run = runs.end(id, outcome, Counts.NONE, message);
            runs.trim(job, KEPT_RUNS);
            return run;
        }
    }

    @Override
    @SuppressWarnings("try") // the lock is only held
    public void failed(String job, String message) {
        try (var held = locks.acquire(lock(job), false, () -> false)) {
            runs.failed(job, message, true);
        } catch (LockedException e) {
            runs.failed(job, message, false);
        }
        runs.trim(job, KEPT_RUNS);
    }

    @Override
    public void ended(Run run) {
        heartbeat.ended(run);
    }

    private static List<String> lock(String job) {
        return List.of(Locks.job(job));
    }
}
