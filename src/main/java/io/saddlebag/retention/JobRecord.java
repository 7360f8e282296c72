package io.saddlebag.retention;

import io.saddlebag.model.Run;
import java.time.Instant;
import java.util.Optional;

/** What is known of a job besides its store. */
public interface JobRecord {

    /** The last run that tells how the job is doing: one that was not stopped and did not die. */
    Optional<Run> lastRun();

    /** The last verification that found damage or loss, unless one that looked at least as deeply has found none since. */
    Optional<Run> openFinding();

    /** When the last prune began that was not frozen and did all that it wanted to. */
    Optional<Instant> lastPruned();
}
