package io.saddlebag.camel;

import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;

/** Prunes the store of one job, and records and logs that. Every expected end is an outcome of the run. */
@FunctionalInterface
public interface PruneJob {

    /** The run as it ended. */
    Run prune(RunOptions options);
}
