package io.saddlebag.mirror;

import io.saddlebag.model.Hints;
import io.saddlebag.model.Scope;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What becomes dirty while a sweep is under way. What is more than a sweep can serve on its way, the whole tree, is put back
 * at its end, and so is everything that was taken by one that failed.
 */
final class DirtyMeanwhile {

    /** Asking takes long where much waits. */
    private static final long PAUSE = Duration.ofMillis(20).toNanos();

    private final Hints hints;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private volatile boolean whole;
    private volatile boolean taken;

    DirtyMeanwhile(Hints hints) {
        this.hints = hints;
    }

    /** Whether anything was taken so far. */
    boolean isTaken() {
        return taken;
    }

    /** Takes what is due and can be served now. */
    Scope take() {
        if (hints == Hints.NONE || whole || !isTime()) {
            return Scope.NOTHING;
        }
        var scope = hints.take();
        whole = scope.isWhole();
        taken |= !scope.isEmpty();
        return whole ? Scope.NOTHING : scope;
    }

    private boolean isTime() {
        long due = next.get();
        long now = System.nanoTime();
        return now - due >= 0 && next.compareAndSet(due, now + PAUSE);
    }

    /** The sweep is over; whether it served all that it took. */
    void end(boolean served) {
        if (whole || (taken && !served)) {
            hints.putBack(Scope.WHOLE);
        }
    }
}
