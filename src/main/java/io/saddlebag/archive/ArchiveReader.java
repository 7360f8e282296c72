package io.saddlebag.archive;

import io.saddlebag.model.ManifestEntry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** Reads contents from the archive of one snapshot, and believes nothing of it but what the manifest proves. */
public interface ArchiveReader extends Closeable {

    /** Where a content goes. */
    interface Target {

        /** Takes the bytes. */
        WritableByteChannel channel();

        /** Throws away what was written, to begin again. */
        void restart() throws IOException;
    }

    /**
     * Whether contents can be read in any order and by several threads. Otherwise they are read by one, in
     * {@link io.saddlebag.model.PathOrder}, and those in between are passed over.
     */
    boolean isRandomAccess();

    /**
     * Copies a content. At most as many bytes as the entry says are written, and what was written is to be used only if
     * this returns: then it has the size and the SHA-256 that the entry says.
     *
     * @param wanted a file whose content this archive holds
     * @throws DamagedException when the archive has another content, or none; other contents can still be read
     * @throws IOException when the target fails
     */
    void read(ManifestEntry wanted, Target target) throws IOException;
}
