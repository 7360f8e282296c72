package io.saddlebag.mirror;

import io.saddlebag.model.Change;
import io.saddlebag.model.Receipt;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;

/** A job as its routes see it: it sweeps, and it delivers what the sweep found. */
public interface SweepJob {

    /** The job's settings. */
    MirrorSettings settings();

    /**
     * One full sweep. Every expected end is an outcome of the returned run.
     *
     * @param route carries each change, called from several threads
     */
    Run sweep(RunOptions options, DeliverRoute route);

    /** Carries one change to the job's destination. */
    Receipt deliver(Change change) throws Exception;
}
