package io.saddlebag.cli;

import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;

/** Runs one job; the part of the application that {@link JobRuns} needs. */
@FunctionalInterface
interface JobRunner {

    /** Runs the job and returns when it has ended. */
    Run run(String job, RunOptions options);
}
