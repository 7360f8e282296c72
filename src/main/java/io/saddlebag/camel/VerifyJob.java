package io.saddlebag.camel;

import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;

/** Verifies the backup of one job, and records that with what it finds. */
@FunctionalInterface
public interface VerifyJob {

    /**
     * The run as it ended.
     *
     * @param deep whether contents are compared
     */
    Run verify(boolean deep, RunOptions options);
}
