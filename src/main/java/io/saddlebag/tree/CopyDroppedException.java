package io.saddlebag.tree;

import java.io.IOException;
import java.nio.file.Path;

/** A copy was given up because the run is being stopped. */
public final class CopyDroppedException extends IOException {

    private static final long serialVersionUID = 1L;

    /** The copy of a file. */
    public CopyDroppedException(Path file) {
        super(file + ": dropped because the run was stopped");
    }
}
