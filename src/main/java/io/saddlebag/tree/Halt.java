package io.saddlebag.tree;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether a walk is to end early: because it was asked to, or because going on makes no sense. */
public final class Halt {

    private static final int FAILURES_IN_A_ROW = 100;

    private final Stop stop;
    private final AtomicReference<@Nullable SaddlebagException> cause = new AtomicReference<>();
    private final AtomicInteger failuresInARow = new AtomicInteger();

    /** Nothing but a stop ends it so far. */
    public Halt(Stop stop) {
        this.stop = stop;
    }

    /** Whether nothing new is to be begun. */
    public boolean isDue() {
        return cause.get() != null || stop.isRequested();
    }

    /** Ends the walk; the first cause stands. */
    public void because(SaddlebagException reason) {
        cause.compareAndSet(null, reason);
    }

    /** A delivery went well. */
    public void succeeded() {
        failuresInARow.set(0);
    }

    /** A delivery failed; too many in a row end the walk. */
    public void failed(String lastMessage) {
        if (failuresInARow.incrementAndGet() >= FAILURES_IN_A_ROW) {
            because(new SaddlebagException(
                    FAILURES_IN_A_ROW + " deliveries in a row failed, the last one with: " + lastMessage));
        }
    }

    /** Throws why the walk ended early, if it did. */
    public void rethrow() {
        var reason = cause.get();
        if (reason != null) {
            throw reason;
        }
        if (stop.isRequested()) {
            throw new SaddlebagException(Outcome.INTERRUPTED, "stopped; the next run takes up where this one ended");
        }
    }
}
