package io.saddlebag.store;

/**
 * Room at a destination.
 *
 * @param usable bytes that this process may still write
 * @param total bytes altogether
 * @param readOnly whether nothing can be written at all
 */
public record Space(long usable, long total, boolean readOnly) {}
