package io.saddlebag.model;

/**
 * What a run did, in paths (files, links and directories alike).
 *
 * @param created paths that the destination did not have
 * @param modified paths whose content or attributes were carried again
 * @param deleted paths removed from the destination
 * @param unchanged paths that needed nothing
 * @param failed paths that could not be read or delivered
 * @param held deletions that a guard, an unreadable directory or a failure held back
 * @param bytes content bytes carried
 */
public record Counts(long created, long modified, long deleted, long unchanged, long failed, long held, long bytes) {

    /** Nothing done yet. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);
}
