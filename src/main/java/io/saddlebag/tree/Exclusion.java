package io.saddlebag.tree;

import java.nio.file.Path;

/** Says which paths of a tree are left alone. */
@FunctionalInterface
public interface Exclusion {

    /** Leaves nothing alone. */
    Exclusion NOTHING = (path, directory) -> false;

    /** Whether a path, relative to the tree, is left alone; the answer for a directory holds for everything below it. */
    boolean excludes(Path path, boolean directory);
}
