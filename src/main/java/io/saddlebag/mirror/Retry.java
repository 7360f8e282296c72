package io.saddlebag.mirror;

import io.saddlebag.model.Scope;
import java.time.Duration;

/**
 * What could not be swept and is to be tried again, after pauses that double as long as it fails. Times are nanoseconds of a
 * clock that never goes back. Used by one thread.
 */
final class Retry {

    private Scope scope = Scope.NOTHING;
    private long due;
    private long pause;

    /**
     * How long to wait before another try.
     *
     * @param least after the first failure
     * @param most after many
     */
    record Pauses(Duration least, Duration most) {}

    /** Whether the whole tree waits for another try. */
    boolean isWhole() {
        return scope.isWhole();
    }

    /** How long it is until the next try. */
    long rest(long now) {
        return scope.isEmpty() ? Long.MAX_VALUE : Math.max(0, due - now);
    }

    /** Takes what is due. */
    Scope take(long now) {
        if (rest(now) > 0) {
            return Scope.NOTHING;
        }
        var taken = scope;
        scope = Scope.NOTHING;
        return taken;
    }

    /** What kept sweeps from doing anything is over: the next try is due. */
    void hurry(long now) {
        due = now;
    }

    /**
     * A sweep is over.
     *
     * @param rest what of it is to be tried again
     * @param again whether it was another try
     */
    void after(Scope rest, boolean again, long now, Pauses pauses) {
        if (rest.isEmpty()) {
            pause = again ? 0 : pause;
            return;
        }
        if (scope.isEmpty()) {
            long doubled = Math.max(pauses.least().toNanos(), again ? 2 * pause : 0);
            pause = Math.min(doubled, pauses.most().toNanos());
            due = now + pause;
        }
        scope = scope.plus(rest);
    }
}
