package io.saddlebag.testkit;

import java.io.IOException;
import java.util.function.Supplier;

/**
 * What goes wrong at a {@link FaultyDestination}, and when. Begin with {@link #at} or {@link #afterBytes}.
 *
 * @param operation the operation that fails, counted from 1; 0 where bytes are counted instead
 * @param bytes how many bytes are written, over all files, before a write fails in the middle; -1 for no such limit
 * @param afterEffect whether the operation does its work before it fails, like a server that dies before it answers
 * @param forEver whether every later operation fails as well, without effect, like a process or a disk that is gone
 * @param failure makes the exception, a new one each time
 */
public record Fault(
        int operation, long bytes, boolean afterEffect, boolean forEver, Supplier<? extends IOException> failure) {

    /** The n-th operation fails once, before it has any effect. */
    public static Fault at(int operation) {
        return new Fault(operation, -1, false, false, () -> new IOException("injected fault"));
    }

    /** The write that exceeds this many bytes in all fails after having written up to them. */
    public static Fault afterBytes(long bytes) {
        return new Fault(0, bytes, false, false, () -> new IOException("injected fault"));
    }

    /** The operation does its work before it fails. */
    public Fault afterItsEffect() {
        return new Fault(operation, bytes, true, forEver, failure);
    }

    /** Nothing works any more from then on. */
    public Fault fromThenOn() {
        return new Fault(operation, bytes, afterEffect, true, failure);
    }

    /** Fails with this exception, made anew each time. */
    public Fault with(Supplier<? extends IOException> exception) {
        return new Fault(operation, bytes, afterEffect, forEver, exception);
    }
}
