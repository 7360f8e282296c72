package io.saddlebag.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves on by the same step whenever it is read, so that no two times are equal. */
public final class TickingClock extends Clock {

    private final Instant start;
    private final Duration step;
    private final AtomicLong readings;
    private final ZoneId zone;

    /** Shows a time such as {@code 2026-11-20T02:00:00Z} first. */
    public TickingClock(String start, Duration step) {
        this(Instant.parse(start), step, new AtomicLong(), ZoneOffset.UTC);
    }

    private TickingClock(Instant start, Duration step, AtomicLong readings, ZoneId zone) {
        this.start = start;
        this.step = step;
        this.readings = readings;
        this.zone = zone;
    }

    @Override
    public Instant instant() {
        return start.plus(step.multipliedBy(readings.getAndIncrement()));
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new TickingClock(start, step, readings, other);
    }
}
