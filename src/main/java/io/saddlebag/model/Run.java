package io.saddlebag.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a job.
 *
 * @param id number in the catalog; 0 for a run that left no record (a dry run)
 * @param job the job's name
 * @param started when it began
 * @param ended when it ended; null while it runs, and for ever when its process died
 * @param outcome how it ended; null while it runs
 * @param counts what it did
 * @param message what an operator is to know: the guard that stopped it, the failure; null when all went well
 */
public record Run(
        long id,
        String job,
        Instant started,
        @Nullable Instant ended,
        @Nullable Outcome outcome,
        Counts counts,
        @Nullable String message) {}
