package io.saddlebag.archive;

import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestHeader;
import java.io.Closeable;
import java.io.IOException;

/**
 * Writes the archive of one snapshot. Entries are given by one thread, in {@link io.saddlebag.model.PathOrder}; contents are
 * read, hashed and compressed by several, a bounded number of bytes ahead, and each is read once unless it changes
 * meanwhile. What became of each entry is told to a {@link Ledger} on the thread that gives them, in later calls. Equal
 * entries and contents give equal bytes, whatever the number of threads. Closing without {@link #finish} leaves no trace.
 */
public interface ArchiveWriter extends Closeable {

    /** Adds a directory, a link, or a further name of a file that was added; that is unread if the file was. */
    void add(ManifestEntry entry) throws IOException;

    /** Adds a file. Its content is read three times at most; the last look decides what it is. */
    void add(ManifestEntry entry, FileContent content) throws IOException;

    /** Does not add an entry, which is told to the ledger when its turn comes. */
    void pass(ManifestEntry entry) throws IOException;

    /** Waits for all contents and ends the archive, which is in its place and on the disk then. */
    ManifestHeader.Archive finish() throws IOException;
}
