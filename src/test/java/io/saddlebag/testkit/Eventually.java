package io.saddlebag.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Waits for what another thread or process will make true. */
public final class Eventually {

    private static final long PAUSE_NANOS = 2_000_000;

    private Eventually() {}

    /** Returns as soon as the assertion holds; throws its last error when it does not within the time. */
    public static void eventually(Duration within, ThrowingCallable assertion) {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            var failure = failureOf(assertion);
            if (failure == null) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + within + ": " + failure.getMessage(), failure);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Returns whether the condition came true within the time. */
    public static boolean becomesTrue(Duration within, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    private static Throwable failureOf(ThrowingCallable assertion) {
        try {
            assertion.call();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }
}
