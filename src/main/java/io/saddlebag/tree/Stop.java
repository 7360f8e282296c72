package io.saddlebag.tree;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A wish to stop: nothing new is begun at once, and what is in hand is dropped when the patience is over. */
public final class Stop {

    private static final long NOT_YET = Long.MIN_VALUE;

    private final BooleanSupplier signal;
    private final Clock clock;
    private final long patience;
    private final AtomicLong since = new AtomicLong(NOT_YET);

    /**
     * A wish that a signal tells.
     *
     * @param patience how long what is in hand is waited for
     */
    public Stop(BooleanSupplier signal, Clock clock, Duration patience) {
        this.signal = signal;
        this.clock = clock;
        this.patience = patience.toMillis();
    }

    /** Whether nothing new is to be begun. */
    public boolean isRequested() {
        boolean requested = signal.getAsBoolean();
        if (requested && since.get() == NOT_YET) {
            since.compareAndSet(NOT_YET, clock.millis());
        }
        return requested;
    }

    /** Whether what is in hand is to be dropped. */
    public boolean isOverdue() {
        return isRequested() && clock.millis() - since.get() >= patience;
    }
}
