package io.saddlebag.alert;

/**
 * The space of a destination's file system.
 *
 * @param free bytes that can still be written
 * @param total bytes that it has
 */
public record Space(long free, long total) {}
