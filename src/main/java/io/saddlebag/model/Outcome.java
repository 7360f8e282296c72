package io.saddlebag.model;

/** How a run ended. */
public enum Outcome {
    /** Everything was done. */
    DONE,
    /** Done, but some files could not be read or delivered. */
    PARTIAL,
    /** A guard stopped the deletions. */
    GUARDED,
    /** A verification found files at the destination that are not what was delivered. */
    DAMAGED,
    /** A verification found that files are missing at the destination. */
    LOST,
    /** The run could not do its work. */
    FAILED,
    /** The destination or the store is not there. */
    NOT_FOUND,
    /** Another run holds the job or its destination. */
    LOCKED,
    /** Stopped by a signal, or died. */
    INTERRUPTED
}
