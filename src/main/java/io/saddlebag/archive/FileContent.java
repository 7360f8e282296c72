package io.saddlebag.archive;

import io.saddlebag.model.ManifestEntry;
import io.saddlebag.tree.SourceException;
import java.nio.channels.ReadableByteChannel;

/** A file of a source that is to be stored. It may change while it is read, so it is looked at before and after. */
public interface FileContent {

    /**
     * The file as it is now, without a holder.
     *
     * @throws SourceException when it cannot be looked at, or is no regular file any more
     */
    ManifestEntry look() throws SourceException;

    /** Opens it at its beginning. */
    ReadableByteChannel open() throws SourceException;
}
