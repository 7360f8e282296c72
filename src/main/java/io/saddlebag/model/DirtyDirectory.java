package io.saddlebag.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A directory of a source in which something may have changed.
 *
 * @param path relative to the source; the source itself is the empty path
 * @param deep whether everything below it is meant too, not only its own attributes and the entries it holds
 */
public record DirtyDirectory(Path path, boolean deep) {

    private static final Path ROOT = Path.of("");

    /** The directory that holds a path; null for the source itself. */
    public static @Nullable Path above(Path path) {
        if (path.equals(ROOT)) {
            return null;
        }
        var parent = path.getParent();
        return parent == null ? ROOT : parent;
    }
}
