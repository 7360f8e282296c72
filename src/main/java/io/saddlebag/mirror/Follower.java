package io.saddlebag.mirror;

import io.saddlebag.model.Hints;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Progress;
import io.saddlebag.model.Run;
import io.saddlebag.model.Scope;
import io.saddlebag.tree.DirtyDirectories;
import io.saddlebag.tree.Exclusion;
import io.saddlebag.tree.Filters;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.WatchState;
import io.saddlebag.tree.Watcher;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a mirror up to date with what is told of its source: one thread that waits for directories to become dirty and has
 * them swept. It begins with the whole tree, once that is watched. What could not be swept is tried again, after pauses that
 * grow; what cannot be watched is swept every now and then.
 */
public final class Follower implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration LOCKED_PAUSE = Duration.ofSeconds(10);

    private final MirrorSettings settings;
    private final Sweeps sweeps;
    private final DirtyDirectories dirty;
    private final Watcher watcher;
    private final Thread thread;
    private final Retry retry = new Retry();
    private final Polling polling;
    private boolean worked = true;
    private boolean unproven;
    private int fullSweeps;
    private boolean inScope;
    private boolean closed;

    /** Has scopes swept, one at a time. */
    @FunctionalInterface
    public interface Sweeps {

        /** Sweeps a scope and returns how that ended. */
        Run sweep(Scope scope, Progress progress);
    }

    /** A follower that has not begun. */
    public Follower(MirrorSettings settings, Sweeps sweeps) {
        this.settings = settings;
        this.sweeps = sweeps;
        var upkeep = settings.upkeep();
        var telling = settings.selection().tellingNames();
        this.dirty = new DirtyDirectories(upkeep.settle(), upkeep.settleMax(), telling::contains);
        this.watcher = new Watcher(
                settings.source(), exclusion(settings, telling), dirty, this::tell, "watch-" + settings.job());
        this.polling = new Polling(upkeep.poll(), watcher);
        this.thread = new Thread(this::follow, "follow-" + settings.job());
        this.thread.setDaemon(true);
    }

    /** What directories say of themselves is looked at even where it is not carried. */
    private static Exclusion exclusion(MirrorSettings settings, Set<Path> telling) {
        var filters = Filters.of(settings.include(), settings.exclude());
        var excluded = Set.copyOf(settings.excludedPaths());
        return (path, directory) -> !telling.contains(path.getFileName())
                && (filters.excludes(path, directory)
                        || excluded.contains(settings.source().resolve(path))
                        || path.equals(SourceTree.LOST_AND_FOUND));
    }

    /** Begins to watch and to follow. */
    public void start() {
        watcher.start();
        thread.start();
    }

    /** Ends both, when the sweep that is under way has ended. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        dirty.close();
        watcher.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Carries out a full sweep of the same source, which serves what becomes dirty meanwhile; scopes wait for its end. */
    public Run serve(Function<Hints, Run> fullSweep) {
        begin();
        try {
            return fullSweep.apply(dirty);
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        fullSweeps++;
        try {
            while (inScope) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void end() {
        fullSweeps--;
        notifyAll();
    }

    private void follow() {
        try {
            while (awaitIdle()) {
                var now = System.nanoTime();
                var scope = dirty.await(atMost(now));
                if (!beginScope(scope)) {
                    dirty.putBack(scope);
                    continue;
                }
                sweepWithMore(scope);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration atMost(long now) {
        return Duration.ofNanos(Math.min(LONGEST_WAIT.toNanos(), Math.min(retry.rest(now), polling.rest(now))));
    }

    /** Waits for the end of full sweeps; false when this is closed. */
    private synchronized boolean awaitIdle() throws InterruptedException {
        while (fullSweeps > 0 && !closed) {
            wait();
        }
        return !closed;
    }

    /** Whether a scope may be swept now; a full sweep that began meanwhile serves it. */
    private synchronized boolean beginScope(Scope scope) {
        if (closed || fullSweeps > 0) {
            return false;
        }
        inScope = !scope.isWhole();
        return true;
    }

    private synchronized void endScope() {
        inScope = false;
        notifyAll();
    }

    private void sweepWithMore(Scope scope) {
        long now = System.nanoTime();
        var again = retry.take(now);
        var all = scope.plus(again).plus(polling.take(now));
        try {
            if (all.isWhole()) {
                endScope();
            }
            if (!all.isEmpty()) {
                sweep(all, !again.isEmpty());
            }
        } finally {
            endScope();
        }
    }

    private void sweep(Scope scope, boolean again) {
        var failed = new FailedDirectories();
        var run = sweeps.sweep(scope, failed);
        var outcome = run.outcome() == null ? Outcome.FAILED : run.outcome();
        var rest = outcome == Outcome.GUARDED ? Scope.WHOLE : failed.rest(scope, outcome, run.counts());
        hurryIfRecovered(outcome);
        proveIfRecovered(scope, outcome);
        if (outcome == Outcome.GUARDED && !scope.isWhole() && !retry.isWhole()) {
            dirty.whole();
        } else {
            retry.after(rest, again, System.nanoTime(), pauses(outcome));
        }
    }

    private static boolean works(Outcome outcome) {
        return outcome == Outcome.DONE || outcome == Outcome.PARTIAL || outcome == Outcome.GUARDED;
    }

    private void hurryIfRecovered(Outcome outcome) {
        boolean works = works(outcome);
        if (works && !worked) {
            retry.hurry(System.nanoTime());
        }
        worked = works;
    }

    /** That a scope failed stays on record until a full sweep shows that all is well. */
    private void proveIfRecovered(Scope scope, Outcome outcome) {
        if (works(outcome)) {
            if (unproven && !scope.isWhole()) {
                dirty.whole();
            }
            unproven = false;
        } else if (outcome == Outcome.FAILED || outcome == Outcome.NOT_FOUND) {
            unproven |= !scope.isWhole();
        }
    }

    private Retry.Pauses pauses(Outcome outcome) {
        var poll = settings.upkeep().poll();
        return switch (outcome) {
            case DONE, PARTIAL -> new Retry.Pauses(Duration.ofSeconds(1), LONGEST_PAUSE);
            case GUARDED -> new Retry.Pauses(poll, LONGEST_WAIT);
            case LOCKED -> new Retry.Pauses(Duration.ofSeconds(1), LOCKED_PAUSE);
            default -> new Retry.Pauses(Duration.ofSeconds(1), poll);
        };
    }

    private void tell(WatchState state) {
        var job = settings.job();
        if (state instanceof WatchState.Watching watching) {
            LOG.info("job {}: watching {} directories of {}", job, watching.directories(), settings.source());
            if (!watching.blind().isEmpty()) {
                LOG.warn(
                        "job {}: {} cannot be watched, and is swept every {} s",
                        job,
                        watching.blind(),
                        settings.upkeep().poll().toSeconds());
            }
        } else if (state instanceof WatchState.Unable unable) {
            LOG.warn(
                    "job {}: {} cannot be watched: {}. Until then it is swept every {} s",
                    job,
                    settings.source(),
                    unable.reason(),
                    settings.upkeep().poll().toSeconds());
        } else if (state instanceof WatchState.Lost lost) {
            LOG.info("job {}: {} is not watched: {}", job, settings.source(), lost.reason());
        }
    }
}
