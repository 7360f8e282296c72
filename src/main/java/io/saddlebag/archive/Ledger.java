package io.saddlebag.archive;

import io.saddlebag.model.ManifestEntry;
import io.saddlebag.tree.SourceException;
import java.io.IOException;

/** Hears what became of the entries that an archive was given: of each once, in the order in which they were given. */
public interface Ledger {

    /**
     * The archive has it, or it was only passed on.
     *
     * @param entry as it goes into the manifest: of a file in the version that was read, with its holder
     * @param whole false for a file that grew while it was read: its first part is stored, it is to be taken again
     */
    void stored(ManifestEntry entry, boolean whole) throws IOException;

    /** It could not be read, or kept changing; the archive does not count as having it. */
    void unread(ManifestEntry entry, SourceException reason) throws IOException;
}
