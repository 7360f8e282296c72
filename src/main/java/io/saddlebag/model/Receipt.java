package io.saddlebag.model;

import org.jspecify.annotations.Nullable;

/**
 * What became of a delivered change.
 *
 * @param source the source's entry whose content the destination has now: newer than the change's where the file changed
 *     while it was read
 * @param destination the entry as read back at the destination; null where that is not known
 * @param bytes content bytes carried
 * @param complete false when only the first part of a growing file was carried: it is to be taken again
 */
public record Receipt(Entry source, @Nullable Entry destination, long bytes, boolean complete) {}
