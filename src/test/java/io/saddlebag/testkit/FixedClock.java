package io.saddlebag.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is put forward. */
public final class FixedClock extends Clock {

    private final ZoneId zone;
    private volatile Instant now;

    /** Stands at a time such as {@code 2026-11-20T02:00:00Z}. */
    public FixedClock(String time) {
        this(Instant.parse(time), ZoneOffset.UTC);
    }

    private FixedClock(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** Puts the clock forward, or back. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new FixedClock(now, other);
    }
}
