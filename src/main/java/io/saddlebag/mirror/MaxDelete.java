package io.saddlebag.mirror;

/**
 * How many deletions a sweep may carry out.
 *
 * @param count a number of files, or a share of the known ones
 * @param percent whether count is a share
 */
public record MaxDelete(long count, boolean percent) {

    /** Half of the known files. */
    public static final MaxDelete DEFAULT = new MaxDelete(50, true);

    /** Whether this many deletions are too many for a destination with this many known files. */
    public boolean forbids(long deletions, long knownFiles) {
        return percent ? deletions * 100 > knownFiles * count : deletions > count;
    }

    @Override
    public String toString() {
        return percent ? count + "%" : Long.toString(count);
    }
}
