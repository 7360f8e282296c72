package io.saddlebag.restore;

import io.saddlebag.model.Change;
import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.tree.CopyDroppedException;
import java.io.IOException;
import java.nio.file.Path;

/** One file, link or directory as a backup has it. */
interface Original {

    /** What it is, and where in the target it goes. */
    Entry entry();

    /** Its extended attributes; those of a link are none. */
    ExtendedAttributes extended() throws IOException;

    /**
     * Whether what stands at its place, of its type, has its content or points where it does.
     *
     * @throws CopyDroppedException when the restore is to end
     */
    boolean isSameAsPresent() throws IOException;

    /**
     * Brings it to the target, or a part of it.
     *
     * @return content bytes written
     */
    long deliver(Change change) throws IOException;

    /** Its path. */
    default Path path() {
        return entry().path();
    }

    /** Whether it is a directory. */
    default boolean isDirectory() {
        return entry().isDirectory();
    }
}
