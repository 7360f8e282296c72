package io.saddlebag.mirror;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Change;
import io.saddlebag.model.Receipt;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import java.time.Clock;

/** One configured mirror: what its routes call. */
public final class MirrorJob implements SweepJob {

    private final MirrorSettings settings;

    /** A job that keeps its states in a catalog and holds its locks while it runs. */
    public MirrorJob(MirrorSettings settings, Catalog catalog, Locks locks, Clock clock) {
        this.settings = settings;
    }

    /** The job's settings. */
    @Override
    public MirrorSettings settings() {
        return settings;
    }

    /**
     * One full sweep. Every expected end (a guard, a missing source, a lock held elsewhere, a stop) is an outcome of the
     * returned run, with a message for the operator.
     */
    @Override
    public Run sweep(RunOptions options, DeliverRoute route) {
        throw new UnsupportedOperationException();
    }

    /** Carries one change to the destination; the operation {@code backup:deliver}. */
    @Override
    public Receipt deliver(Change change) throws Exception {
        throw new UnsupportedOperationException();
    }
}
