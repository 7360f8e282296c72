package io.saddlebag.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Work that several threads do ahead and that is ended in the order in which it was given, on the thread that gives it. What is
 * underway is bounded, in bytes and in number. Small pieces are handed over a few at a time, as waking a thread for one of them
 * would cost as much as the piece itself.
 */
final class OrderedWork implements Closeable {

    private static final int MEGABYTE = 1 << 20;
    private static final int TASKS_PER_THREAD = 64;
    private static final int HANDED_OVER_BYTES = 1 << 18;
    private static final int HANDED_OVER_TASKS = 16;

    private final ExecutorService threads;
    private final boolean owner;
    private final long mostBytes;
    private final int mostTasks;
    private final ArrayDeque<Pending> underway = new ArrayDeque<>();
    private long bytesUnderway;
    private Batch batch = new Batch();

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

    private interface Pending {

        long bytes();

        void end() throws IOException;
    }

    private record Later(Step step) implements Pending {

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public void end() throws IOException {
            step.run();
        }
    }

    private final class Ahead<T> implements Pending {

        private final FutureTask<T> task;
        private final long bytes;
        private final Ending<T> ending;
        private final Batch batch;

        Ahead(Callable<T> work, long bytes, Ending<T> ending, Batch batch) {
            this.task = new FutureTask<>(work);
            this.bytes = bytes;
            this.ending = ending;
            this.batch = batch;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public void end() throws IOException {
            if (batch == OrderedWork.this.batch) {
                handOver();
            }
            batch.await();
            ending.end(result(task));
        }
    }

    /** Pieces that one thread does one after the other. */
    private static final class Batch implements Runnable {

        private final List<FutureTask<?>> tasks = new ArrayList<>(HANDED_OVER_TASKS);
        private final CountDownLatch done = new CountDownLatch(1);
        private long bytes;

        void add(FutureTask<?> task, long size) {
            tasks.add(task);
            bytes += size;
        }

        boolean isFull() {
            return tasks.size() >= HANDED_OVER_TASKS || bytes >= HANDED_OVER_BYTES;
        }

        @Override
        public void run() {
            try {
                tasks.forEach(FutureTask::run);
            } finally {
                tasks.clear();
                done.countDown();
            }
        }

        /** Once for all of them: the thread that ends them would be woken for each one otherwise. */
        void await() throws IOException {
            try {
                done.await();
            } catch (InterruptedException e) {
                throw interrupted();
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
        var piece = new Ahead<>(ahead, bytes, ending, batch);
        underway.add(piece);
        bytesUnderway += bytes;
        batch.add(piece.task, bytes);
        if (batch.isFull()) {
            handOver();
        }
    }

    private void handOver() {
        var full = batch;
        batch = new Batch();
        threads.execute(full);
    }

    /** Does a step when its turn comes. */
    void add(Step step) throws IOException {
        if (underway.isEmpty()) {
            step.run();
            return;
        }
        makeRoom(0);
        underway.add(new Later(step));
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

    private static <T> T result(FutureTask<T> ahead) throws IOException {
        try {
            return ahead.get();
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            throw rethrown(e);
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while an archive was written");
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
