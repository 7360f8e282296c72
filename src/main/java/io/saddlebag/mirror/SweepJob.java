package io.saddlebag.mirror;

import io.saddlebag.model.Change;
import io.saddlebag.model.Receipt;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;

/** What the routes of a job call. */
public interface SweepJob {

    /** The job's settings. */
    MirrorSettings settings();

    /**
     * One sweep of what the options say. Every expected end (a guard, a missing source, a lock held elsewhere, a stop) is an outcome of the
     * returned run, with a message for the operator.
     */
    Run sweep(RunOptions options, DeliverRoute route);

    /**
     * Carries one change to the destination; the operation {@code backup:deliver}.
     *
     * @throws Exception when it was not delivered; the destination has what it had before
     */
    Receipt deliver(Change change) throws Exception;
}
