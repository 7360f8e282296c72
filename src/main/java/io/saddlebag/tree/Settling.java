package io.saddlebag.tree;

import io.saddlebag.model.DirtyDirectory;
import io.saddlebag.model.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a dirty directory is to be swept: as soon as one of the paths in it that changed has been left alone for the
 * settle time, or has waited for the longest wait. So a file that is written without end delays neither itself for
 * ever nor the files beside it. It is bounded: of too many directories it makes the whole tree.
 *
 * <p>Times are nanoseconds of any clock that never goes back, such as {@link System#nanoTime}. Not safe to use from several
 * threads.
 */
final class Settling {

    /** How many dirty directories are told apart. */
    static final int MOST_DIRECTORIES = 10_000;

    /** How many changed paths are waited for one by one; further ones wait with the others of their directory. */
    static final int MOST_NAMES = 10_000;

    /** What is due within this part of the settle time goes with what is due now: the two ends of a move, or of a burst. */
    private static final int TOGETHER = 5;

    private static final Path ROOT = Path.of("");

    private final long settle;
    private final long longest;
    private final Map<Path, Unserved> unserved = new HashMap<>();
    private int names;

    Settling(Duration settle, Duration longest) {
        this.settle = settle.toNanos();
        this.longest = longest.toNanos();
    }

    /** The times of the first and the last event that no sweep has served yet. */
    private static final class Wait {

        private final long first;
        private long last;

        Wait(long first) {
            this.first = first;
            this.last = first;
        }
    }

    /** What changed in one directory. */
    private static final class Unserved {

        private boolean deep;
        private @Nullable Wait own;
        private final Map<Path, Wait> names = new HashMap<>(2);

        void event(long now) {
            if (own == null) {
                own = new Wait(now);
            }
            own.last = now;
        }
    }

    /** An entry of a directory changed, or, where there is no name, the directory itself or nobody knows which. */
    void changed(Path directory, @Nullable Path name, long now) {
        if (isCovered(directory)) {
            return;
        }
        var waiting = waiting(directory, now);
        if (waiting == null) {
            return;
        }
        var known = name == null ? null : waiting.names.get(name);
        if (known != null) {
            known.last = now;
        } else if (name != null && names < MOST_NAMES) {
            waiting.names.put(name, new Wait(now));
            names++;
        } else {
            waiting.event(now);
        }
    }

    /** A directory is new, or may have changed anywhere below. */
    void appeared(Path directory, long now) {
        if (isCovered(directory)) {
            return;
        }
        var waiting = waiting(directory, now);
        if (waiting != null) {
            waiting.deep = true;
            waiting.event(now);
        }
    }

    private boolean isCovered(Path directory) {
        for (var path = directory; path != null; path = DirtyDirectory.above(path)) {
            var found = unserved.get(path);
            if (found != null && found.deep) {
                return true;
            }
        }
        return false;
    }

    /** The entry of a directory; null where there are too many, so that the whole tree took their place. */
    private @Nullable Unserved waiting(Path directory, long now) {
        if (unserved.size() >= MOST_DIRECTORIES && !unserved.containsKey(directory)) {
            whole(now);
            return null;
        }
        return unserved.computeIfAbsent(directory, path -> new Unserved());
    }

    /** Anything may have changed anywhere. */
    void whole(long now) {
        unserved.clear();
        names = 0;
        var all = new Unserved();
        all.deep = true;
        all.event(now);
        unserved.put(ROOT, all);
    }

    /** What is due, and what almost is; it is taken as served from now on, with everything that it covers. */
    Scope takeDue(long now) {
        var next = nextDue();
        if (next.isEmpty() || next.getAsLong() - now > 0) {
            return Scope.NOTHING;
        }
        var due = new ArrayList<DirtyDirectory>();
        unserved.forEach((path, waiting) -> {
            if (due(waiting) - now <= settle / TOGETHER) {
                due.add(new DirtyDirectory(path, waiting.deep));
            }
        });
        due.forEach(directory -> serve(directory.path()));
        serveBelow(due);
        return Scope.of(due);
    }

    private void serveBelow(List<DirtyDirectory> due) {
        var deep = due.stream()
                .filter(DirtyDirectory::deep)
                .map(DirtyDirectory::path)
                .collect(Collectors.toSet());
        if (!deep.isEmpty()) {
            unserved.keySet().stream()
                    .filter(path -> isAtOrBelow(path, deep))
                    .toList()
                    .forEach(this::serve);
        }
    }

    private static boolean isAtOrBelow(Path path, Set<Path> deep) {
        for (var above = path; above != null; above = DirtyDirectory.above(above)) {
            if (deep.contains(above)) {
                return true;
            }
        }
        return false;
    }

    private void serve(Path directory) {
        var served = unserved.remove(directory);
        names -= served == null ? 0 : served.names.size();
    }

    /** When the next directory is due; nothing when none is waiting. */
    OptionalLong nextDue() {
        var times = unserved.values().stream().mapToLong(this::due);
        return times.reduce(Settling::earlier);
    }

    /** Whether nothing is waiting. */
    boolean isEmpty() {
        return unserved.isEmpty();
    }

    private long due(Unserved waiting) {
        var own = waiting.own;
        var times = waiting.names.values().stream().mapToLong(this::due).reduce(Settling::earlier);
        if (own == null) {
            return times.orElseThrow();
        }
        return times.isPresent() ? earlier(due(own), times.getAsLong()) : due(own);
    }

    private long due(Wait wait) {
        return earlier(wait.last + settle, wait.first + longest);
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }
}
