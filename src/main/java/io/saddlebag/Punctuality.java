package io.saddlebag;

import io.saddlebag.model.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What it takes to know whether a job with a schedule is in time: the one rule for the status and for alerts.
 *
 * @param running whether a run holds it now
 * @param last its latest run
 * @param lastGood its latest run that did everything
 * @param scheduledSince since when its schedule is known
 */
public record Punctuality(
        boolean running, Optional<Run> last, Optional<Run> lastGood, Optional<Instant> scheduledSince) {

    /** A run that starts so much later than its schedule says is on time. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    /** A time of the schedule that has passed without a run. */
    public Optional<Instant> missedSince(Schedule times, Instant now) {
        return passed(times, later(last), 1, now).filter(due -> !running);
    }

    /**
     * When it had been too long without a run that did everything.
     *
     * @param count how many times of the schedule may pass without one
     */
    public Optional<Instant> overdueSince(Schedule times, int count, Instant now) {
        return isInTime(times, now) ? Optional.empty() : passed(times, later(lastGood), count, now);
    }

    /** When the schedule began to count: with a run, or when it became known. */
    private Optional<Instant> later(Optional<Run> run) {
        return run.map(Run::started)
                .filter(started -> scheduledSince.filter(started::isBefore).isEmpty())
                .or(() -> scheduledSince);
    }

    private static Optional<Instant> passed(Schedule times, Optional<Instant> from, int count, Instant now) {
        return from.flatMap(start -> times.nextAfter(start, count))
                .filter(due -> due.plus(GRACE).isBefore(now));
    }

    /** A run that is under way may still be the good one, until the next one should have begun. */
    private boolean isInTime(Schedule times, Instant now) {
        return running
                && last.filter(run -> run.outcome() == null)
                        .flatMap(run -> times.nextAfter(run.started()))
                        .filter(now::isBefore)
                        .isPresent();
    }
}
