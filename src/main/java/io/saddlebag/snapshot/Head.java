package io.saddlebag.snapshot;

import io.saddlebag.model.PathBytes;
import io.saddlebag.model.PathOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The first of what is left of something sorted. */
final class Head<T> {

    private final Sorted<T> sorted;
    private final Function<T, Path> path;
    private @Nullable T first;
    private byte @Nullable [] key;

    Head(Sorted<T> sorted, Function<T, Path> path) throws IOException {
        this.sorted = sorted;
        this.path = path;
        advance();
    }

    private void advance() throws IOException {
        first = sorted.next();
        key = first == null ? null : PathBytes.of(path.apply(first));
    }

    boolean isEmpty() {
        return key == null;
    }

    /** Whether this one's path stands before that one's; what is empty stands behind everything. */
    int compareTo(Head<?> other) {
        if (key == null || other.key == null) {
            return Boolean.compare(key == null, other.key == null);
        }
        return PathOrder.compare(key, other.key);
    }

    /** Takes the first. */
    T take() throws IOException {
        var taken = first;
        if (taken == null) {
            throw new IllegalStateException("nothing is left");
        }
        advance();
        return taken;
    }
}
