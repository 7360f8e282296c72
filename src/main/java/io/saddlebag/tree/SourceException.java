package io.saddlebag.tree;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A source could not be read; the destination is not to blame. */
public final class SourceException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean gone;

    /** A path could not be read, and why. */
    public SourceException(Path path, IOException cause) {
        super(path + ": " + Reason.of(cause), cause);
        this.gone = cause instanceof NoSuchFileException;
    }

    /** A path changed in a way that makes no sense of what was to be carried. */
    public static SourceException changed(Path path, String how) {
        return new SourceException(path, new FileSystemException(path.toString(), null, how));
    }

    /** Whether the path is not there any more. */
    public boolean isGone() {
        return gone;
    }

    /** The reason without the path. */
    public String reason() {
        var cause = getCause();
        return cause == null ? String.valueOf(getMessage()) : Reason.of(cause);
    }
}
