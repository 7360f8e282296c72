package io.saddlebag.restore;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Threads that restore files which are told of in the order of a manifest. Files of one directory go to one thread, for two
 * that write into one directory wait for each other in the kernel; and no more wait than a few for each thread, for whoever
 * tells of too many helps.
 */
final class FileWorkers implements Closeable {

    private static final int BATCH = 32;
    private static final int WAITING = 4;

    private final ThreadPoolExecutor threads;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private List<Runnable> batch = new ArrayList<>();
    private @Nullable Object place;

    FileWorkers(int count) {
        threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(count * WAITING),
                task -> {
                    var thread = new Thread(task, "restore");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    /** Has a file restored at some time, the other files of its place before and behind it. */
    void add(Object where, Runnable task) {
        if (place != where || batch.size() >= BATCH) {
            submit();
            place = where;
        }
        batch.add(task);
    }

    private void submit() {
        var tasks = batch;
        if (!tasks.isEmpty()) {
            batch = new ArrayList<>();
            threads.execute(() -> run(tasks));
        }
    }

    private void run(List<Runnable> tasks) {
        try {
            tasks.forEach(Runnable::run);
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Returns when all is done; throws what a file failed with that nobody expected. */
    void await() {
        submit();
        threads.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (threads.awaitTermination(1, TimeUnit.DAYS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        rethrow();
    }

    private void rethrow() {
        var cause = failure.get();
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Lets go of what had not begun. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
