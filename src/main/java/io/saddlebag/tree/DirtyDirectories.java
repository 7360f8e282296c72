package io.saddlebag.tree;

import io.saddlebag.model.DirtyDirectory;
import io.saddlebag.model.Hints;
import io.saddlebag.model.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The bounded set of directories in which something may have changed since they were swept: a hint, never the truth. A
 * {@link Watcher} fills it, and a sweeper takes out what is due. What is taken counts as served: what changes afterwards
 * is a new hint, so it is to be taken before its directories are listed. Safe to use from several threads.
 */
public final class DirtyDirectories implements Hints {

    private final Settling settling;
    private final LongSupplier nanoTime;
    private final Predicate<Path> telling;
    private boolean closed;

    /**
     * An empty set.
     *
     * @param settle how long a path has to be left alone before its directory is due
     * @param longest how long a path waits at most, however often it changes
     */
    public DirtyDirectories(Duration settle, Duration longest) {
        this(settle, longest, name -> false);
    }

    /**
     * An empty set that knows of names which concern all of the directory that holds them.
     *
     * @param telling whether what a file of that name says concerns everything below its directory
     */
    public DirtyDirectories(Duration settle, Duration longest, Predicate<Path> telling) {
        this(settle, longest, telling, System::nanoTime);
    }

    DirtyDirectories(Duration settle, Duration longest, LongSupplier nanoTime) {
        this(settle, longest, name -> false, nanoTime);
    }

    private DirtyDirectories(Duration settle, Duration longest, Predicate<Path> telling, LongSupplier nanoTime) {
        this.settling = new Settling(settle, longest);
        this.nanoTime = nanoTime;
        this.telling = telling;
    }

    /** An entry of a directory changed, or, where there is no name, the directory itself or nobody knows which. */
    public synchronized void changed(Path directory, @Nullable Path name) {
        wake();
        if (name != null && telling.test(name)) {
            settling.appeared(directory, nanoTime.getAsLong());
        } else {
            settling.changed(directory, name, nanoTime.getAsLong());
        }
    }

    /** A directory is new, or may have changed anywhere below. */
    public synchronized void appeared(Path directory) {
        wake();
        settling.appeared(directory, nanoTime.getAsLong());
    }

    /** Anything may have changed anywhere. */
    public synchronized void whole() {
        wake();
        settling.whole(nanoTime.getAsLong());
    }

    /** Nothing that comes later is due before what is there already, so only the first one is waited for. */
    private void wake() {
        if (settling.isEmpty()) {
            notifyAll();
        }
    }

    /** Puts back what was taken and could not be swept; it is due again after the settle time. */
    @Override
    public void putBack(Scope scope) {
        for (var directory : scope.directories()) {
            putBack(directory);
        }
    }

    private void putBack(DirtyDirectory directory) {
        if (directory.deep()) {
            appeared(directory.path());
        } else {
            changed(directory.path(), null);
        }
    }

    /** Takes what is due now, without waiting. */
    @Override
    public synchronized Scope take() {
        return settling.takeDue(nanoTime.getAsLong());
    }

    /** Ends all waiting, now and later. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Waits until something is due and takes it; nothing when the time is over or it was closed before that. */
    public synchronized Scope await(Duration atMost) throws InterruptedException {
        long end = nanoTime.getAsLong() + atMost.toNanos();
        while (true) {
            long now = nanoTime.getAsLong();
            var due = settling.takeDue(now);
            if (!due.isEmpty() || closed || end - now <= 0) {
                return due;
            }
            long rest = Math.min(end - now, settling.nextDue().orElse(end) - now);
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(rest, TimeUnit.MILLISECONDS.toNanos(1)));
        }
    }
}
