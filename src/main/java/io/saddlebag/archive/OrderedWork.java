package io.saddlebag.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Work that several threads do ahead and that is ended in the order in which it was given, on the thread that gives it. What is
 * underway is bounded, in bytes and in number.
 */
final class OrderedWork implements Closeable {

    private static final int MEGABYTE = 1 << 20;
    private static final int TASKS_PER_THREAD = 64;

    private final ExecutorService threads;
    private final boolean owner;
    private final long mostBytes;
    private final int mostTasks;
    private final ArrayDeque<Pending<?>> underway = new ArrayDeque<>();
    private long bytesUnderway;

    OrderedWork(int threadCount) {
        this(newThreads(threadCount), true, Math.min(threadCount * 3L, 32) * MEGABYTE, threadCount * TASKS_PER_THREAD);
    }

    private OrderedWork(ExecutorService threads, boolean owner, long mostBytes, int mostTasks) {
        this.threads = threads;
        this.owner = owner;
        this.mostBytes = mostBytes;
        this.mostTasks = mostTasks;
    }

    private static ExecutorService newThreads(int count) {
        return Executors.newFixedThreadPool(count, task -> {
            var thread = new Thread(task, "archive");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Ends a piece of work with what was done ahead. */
    interface Ending<T> {
        void end(T result) throws IOException;
    }

    /** Work of which nothing can be done ahead. */
    interface Step {
        void run() throws IOException;
    }

    private record Pending<T>(
            @Nullable Future<T> ahead, long bytes, @Nullable Ending<T> ending, Step step) {

        void end() throws IOException {
            if (ahead != null && ending != null) {
                ending.end(result(ahead));
            } else {
                step.run();
            }
        }
    }

    /** Another order of work that the same threads do, for a piece that is being ended. */
    OrderedWork within() {
        return new OrderedWork(threads, false, mostBytes, mostTasks);
    }

    /** Begins a piece of work, and ends earlier ones where too much is underway. */
    <T> void add(long bytes, Callable<T> ahead, Ending<T> ending) throws IOException {
        makeRoom(bytes);
        underway.add(new Pending<>(threads.submit(ahead), bytes, ending, () -> {}));
        bytesUnderway += bytes;
    }

    /** Does a step when its turn comes. */
    void add(Step step) throws IOException {
        if (underway.isEmpty()) {
            step.run();
            return;
        }
        makeRoom(0);
        underway.add(new Pending<>(null, 0, null, step));
    }

    private void makeRoom(long bytes) throws IOException {
        while (!underway.isEmpty() && (bytesUnderway + bytes > mostBytes || underway.size() >= mostTasks)) {
            endFirst();
        }
    }

    /** Ends all that was begun. */
    void finish() throws IOException {
        while (!underway.isEmpty()) {
            endFirst();
        }
    }

    private void endFirst() throws IOException {
        var first = underway.remove();
        bytesUnderway -= first.bytes();
        first.end();
    }

    private static <T> T result(Future<T> ahead) throws IOException {
        try {
            return ahead.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while an archive was written");
        } catch (ExecutionException e) {
            throw rethrown(e);
        }
    }

    private static IOException rethrown(ExecutionException failure) {
        var cause = failure.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException exception) {
            throw exception;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    /** Drops what is underway, and returns when no thread works on it any more. */
    @Override
    public void close() {
        underway.clear();
        if (!owner) {
            return;
        }
        threads.shutdownNow();
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
