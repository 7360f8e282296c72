package io.saddlebag.mirror;

import java.nio.file.Path;

/** What becomes of a file in the source once the destination has it, flushed, and the catalog knows. */
public sealed interface After {

    /** It stays; the source is never written to. */
    record Keep() implements After {}

    /** It is deleted. */
    record Delete() implements After {}

    /**
     * It is moved, with its path relative to the source, and replaces what was moved there under its name before.
     *
     * @param directory where to, absolute, on the source's file system
     */
    record Move(Path directory) implements After {}
}
