package io.saddlebag.catalog;

/**
 * Which directory the root of a destination is. The number of its device is no part of it: the next disk may get the same,
 * and the same disk another one.
 *
 * @param inode its inode number
 * @param born when it was made, in nanoseconds since 1970
 */
public record RootIdentity(long inode, long born) {}
