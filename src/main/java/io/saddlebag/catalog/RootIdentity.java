package io.saddlebag.catalog;

/**
 * Which directory a destination's root is; another one under the same path is another disk, or none.
 *
 * @param device number of the device that holds it
 * @param inode its inode number there
 */
public record RootIdentity(long device, long inode) {}
