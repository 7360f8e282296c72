package io.saddlebag.mirror;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether a sweep is to end early: because it was asked to, or because going on makes no sense. */
final class Halt {

    private static final int FAILURES_IN_A_ROW = 100;

    private final Stop stop;
    private final AtomicReference<@Nullable SaddlebagException> cause = new AtomicReference<>();
    private final AtomicInteger failuresInARow = new AtomicInteger();

    Halt(Stop stop) {
        this.stop = stop;
    }

    /** Whether nothing new is to be begun. */
    boolean isDue() {
        return cause.get() != null || stop.isRequested();
    }

    /** Ends the sweep; the first cause stands. */
    void because(SaddlebagException reason) {
        cause.compareAndSet(null, reason);
    }

    void succeeded() {
        failuresInARow.set(0);
    }

    void failed(String lastMessage) {
        if (failuresInARow.incrementAndGet() >= FAILURES_IN_A_ROW) {
            because(new SaddlebagException(
                    FAILURES_IN_A_ROW + " deliveries in a row failed, the last one with: " + lastMessage));
        }
    }

    /** Throws why the sweep ended early, if it did. */
    void rethrow() {
        var reason = cause.get();
        if (reason != null) {
            throw reason;
        }
        if (stop.isRequested()) {
            throw new SaddlebagException(Outcome.INTERRUPTED, "stopped; the next run takes up where this one ended");
        }
    }
}
