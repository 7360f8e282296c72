package io.saddlebag.restore;

import io.saddlebag.model.PathOrder;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of a snapshot is to be restored: everything, or some paths with all that is below them. */
final class WantedPaths {

    private final Set<Path> wanted;
    private final Set<Path> above = new HashSet<>();
    private final @Nullable Path last;

    /** These paths, none of them below another; none for everything. */
    WantedPaths(Collection<Path> paths) {
        this.wanted = Set.copyOf(paths);
        for (var path : paths) {
            for (var parent = path.getParent(); parent != null && above.add(parent); ) {
                parent = parent.getParent();
            }
        }
        this.last = paths.stream().max(PathOrder.DEPTH_FIRST).orElse(null);
    }

    /** Whether no path was named. */
    boolean isEverything() {
        return wanted.isEmpty();
    }

    /** Whether a path is wanted, and all below it. */
    boolean begin(Path path) {
        return wanted.isEmpty() || wanted.contains(path);
    }

    /** Whether it is above a path that is wanted. */
    boolean leadTo(Path path) {
        return above.contains(path);
    }

    /** Whether a path is wanted, by itself or by one above it. */
    boolean cover(Path path) {
        if (wanted.isEmpty()) {
            return true;
        }
        for (var at = path; at != null; at = at.getParent()) {
            if (wanted.contains(at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing that is wanted comes behind a path in a manifest. */
    boolean endBefore(Path path) {
        return last != null && PathOrder.DEPTH_FIRST.compare(path, last) > 0 && !path.startsWith(last);
    }

    /** The paths that were asked for, in order. */
    List<Path> named() {
        return wanted.stream().sorted(PathOrder.DEPTH_FIRST).toList();
    }
}
