package io.saddlebag.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Threads that walk a tree and carry what they find. Files go before directories, and of the directories the one found
 * last goes first: so what waits is bounded by the depth of the tree and the listings in hand, not by its size. A thread
 * carries the files that it found itself, for two that write into one directory wait for each other in the kernel; one that
 * has nothing else to do helps another.
 */
public final class Workers {

    private final int threads;
    private final String name;
    private final Map<Thread, Deque<Runnable>> files = new HashMap<>();
    private final Deque<Runnable> directories = new ArrayDeque<>();
    private int busy;
    private @Nullable Throwable failure;

    /**
     * Workers that are started by {@link #run}.
     *
     * @param name what their threads are called
     */
    public Workers(int threads, String name) {
        this.threads = threads;
        this.name = name;
    }

    /** Adds a task for a file, which the calling thread is the first to take if it is one of the workers. */
    public synchronized void file(Runnable task) {
        files.computeIfAbsent(Thread.currentThread(), thread -> new ArrayDeque<>())
                .addLast(task);
        notify();
    }

    /** Adds a task for a directory. */
    public synchronized void directory(Runnable task) {
        directories.addLast(task);
        notify();
    }

    /**
     * Carries out what was added, and what that adds, and returns when nothing is left.
     *
     * @throws RuntimeException the first one that a task threw; the tasks that had not begun are dropped then
     */
    public void run() {
        var others = new ArrayList<Thread>();
        for (int i = 1; i < threads; i++) {
            var thread = new Thread(this::work, name + "-" + i);
            thread.setDaemon(true);
            thread.start();
            others.add(thread);
        }
        work();
        others.forEach(Workers::join);
        forgetThreads();
        rethrow();
    }

    /** Those that ended have no files any more; a sweep runs its workers many times. */
    private synchronized void forgetThreads() {
        files.values().removeIf(Deque::isEmpty);
    }

    private void work() {
        for (var task = take(); task != null; task = take()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                fail(e);
            } finally {
                done();
            }
        }
    }

    private synchronized @Nullable Runnable take() {
        while (true) {
            var task = next();
            if (task != null) {
                busy++;
                return task;
            }
            if (busy == 0) {
                notifyAll();
                return null;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }

    private @Nullable Runnable next() {
        var own = files.get(Thread.currentThread());
        if (own != null && !own.isEmpty()) {
            return own.pollFirst();
        }
        var directory = directories.pollLast();
        return directory != null ? directory : nextOfAnother();
    }

    private @Nullable Runnable nextOfAnother() {
        for (var theirs : files.values()) {
            if (!theirs.isEmpty()) {
                return theirs.pollLast();
            }
        }
        return null;
    }

    private synchronized void done() {
        busy--;
        if (busy == 0 && directories.isEmpty() && files.values().stream().allMatch(Deque::isEmpty)) {
            notifyAll();
        }
    }

    private synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        files.clear();
        directories.clear();
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void rethrow() {
        var cause = failure;
        failure = null;
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
