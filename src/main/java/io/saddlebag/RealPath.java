package io.saddlebag;

import java.io.IOException;
import java.nio.file.Path;

/** Paths with symbolic links seen through, also where their last components do not exist yet. */
final class RealPath {

    private RealPath() {}

    /** The real path of the part that exists, and the rest as written. */
    static Path of(Path path) {
        var absolute = path.toAbsolutePath().normalize();
        for (var existing = absolute; existing != null; existing = existing.getParent()) {
            try {
                return existing.toRealPath()
                        .resolve(existing.relativize(absolute))
                        .normalize();
            } catch (IOException e) {
                // It is not there, or cannot be looked at: its parent may be.
            }
        }
        return absolute;
    }
}
