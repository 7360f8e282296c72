package io.saddlebag.store;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** A file that is being written under a temporary name. Closing it without a commit leaves no trace. */
public interface Upload extends Closeable {

    /** Takes the content. */
    WritableByteChannel channel();

    /** Throws away what was written, to begin again. */
    void restart() throws IOException;

    /** Gives the file extended attributes, before it is committed; those that the destination cannot carry are left out. */
    default void attach(ExtendedAttributes wanted) throws IOException {}

    /**
     * Puts the file in its place with the attributes of an entry, replacing a file or link atomically.
     *
     * @return the entry as read back
     */
    Entry commit(Entry attributes) throws IOException;
}
