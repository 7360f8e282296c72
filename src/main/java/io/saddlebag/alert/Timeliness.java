package io.saddlebag.alert;

import io.saddlebag.model.Run;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a job is in time.
 *
 * @param job its name
 * @param scheduled whether it has a schedule
 * @param overdueSince when it had been too long without a run that did everything; null when it is in time, and while a run
 *     is under way that may still be in time
 * @param lastGood its latest run that did everything, or null
 */
public record Timeliness(
        String job,
        boolean scheduled,
        @Nullable Instant overdueSince,
        @Nullable Run lastGood) {}
