package io.saddlebag.model;

import java.nio.file.Path;

/**
 * What the catalog knows of one delivered path.
 *
 * @param source the entry that was delivered
 * @param destination the entry as the destination showed it after delivery, so that what its file system cannot carry
 *     (fine times, owners) is not taken for a change
 * @param mountPoint whether the source's directory was a mount point
 */
public record FileState(Entry source, Entry destination, boolean mountPoint) {

    /** The path, relative to source and destination alike. */
    public Path path() {
        return source.path();
    }
}
