package io.saddlebag.cli;

import io.saddlebag.model.Change;

/** Tells a person or a script about the runs of a command, as they happen. */
sealed interface Report permits TextReport, JsonReport {

    /** The next run begins. */
    void begin(String job, boolean dryRun);

    /** A dry run found a change; called from several threads. */
    void change(Change change);

    /** The run that had begun has ended. */
    void end(RunReport report);

    /** There are no more runs. */
    void finish(ExitCode exitCode);
}
