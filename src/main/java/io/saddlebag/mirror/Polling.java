package io.saddlebag.mirror;

import io.saddlebag.model.DirtyDirectory;
import io.saddlebag.model.Scope;
import io.saddlebag.tree.WatchState;
import io.saddlebag.tree.Watcher;
import java.time.Duration;

/** What is swept every now and then, because nobody tells of changes there. Used by one thread. */
final class Polling {

    private final long interval;
    private final Watcher watcher;
    private long last = System.nanoTime();

    Polling(Duration interval, Watcher watcher) {
        this.interval = interval.toNanos();
        this.watcher = watcher;
    }

    /** How long it is until the next time; one interval, where nothing has to be swept so far. */
    long rest(long now) {
        return watcher.state() instanceof WatchState.Watching && scope().isEmpty()
                ? Long.MAX_VALUE
                : Math.max(0, last + interval - now);
    }

    /** What is due. */
    Scope take(long now) {
        if (last + interval - now > 0) {
            return Scope.NOTHING;
        }
        last = now;
        return scope();
    }

    private Scope scope() {
        var state = watcher.state();
        if (state instanceof WatchState.Unable) {
            return Scope.WHOLE;
        }
        return state instanceof WatchState.Watching watching
                ? Scope.of(watching.blind().stream()
                        .map(path -> new DirtyDirectory(path, true))
                        .toList())
                : Scope.NOTHING;
    }
}
