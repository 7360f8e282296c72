package io.saddlebag;

import io.saddlebag.camel.RunRecord;
import io.saddlebag.catalog.LockedException;
import io.saddlebag.catalog.Locks;
import io.saddlebag.catalog.Runs;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records in the catalog the runs of routes that do all of the work, and holds the job's lock meanwhile if it is free. */
final class CatalogRunRecord implements RunRecord {

    private final Runs runs;
    private final Locks locks;

    CatalogRunRecord(Runs runs, Locks locks) {
        this.runs = runs;
        this.locks = locks;
    }

    @Override
    public OpenRun begin(String job) {
        var held = lock(job);
        if (held != null) {
            runs.closeInterrupted(job);
        }
        long id = runs.start(job, "");
        return (outcome, message) -> end(id, outcome, message, held);
    }

    private Locks.@Nullable Held lock(String job) {
        try {
            return locks.acquire(List.of(Locks.job(job)), false, () -> false);
        } catch (LockedException e) {
            // Whether two runs of the route may meet is the route's business.
            return null;
        }
    }

    @SuppressWarnings("try") // the lock is only held
    private Run end(long id, Outcome outcome, @Nullable String message, Locks.@Nullable Held held) {
        try (held) {
            return runs.end(id, outcome, Counts.NONE, message);
        }
    }
}
