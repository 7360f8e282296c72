package io.saddlebag.model;

/**
 * What tells one content of a path from another without reading it. Versions are compared for inequality, never for
 * order: an older file that replaces a newer one is a change as well.
 *
 * @param size in bytes
 * @param modified modification time in nanoseconds since 1970, clipped to what a long holds (1677 to 2262)
 * @param inode the inode number, or 0 where there is none
 * @param changed status change time (ctime) in nanoseconds since 1970, or 0 where there is none
 */
public record FileVersion(long size, long modified, long inode, long changed) {

    /** Whether size and modification time are the same, the part of a version that survives a copy. */
    public boolean sameSizeAndTime(FileVersion other) {
        return size == other.size && modified == other.modified;
    }
}
