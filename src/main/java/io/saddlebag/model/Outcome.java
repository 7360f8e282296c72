package io.saddlebag.model;

/** How a run ended. */
public enum Outcome {
    /** Everything was done. */
    DONE,
    /** Done, but some files could not be read or delivered. */
    PARTIAL,
    /** A guard stopped the deletions. */
    GUARDED,
    /** The run could not do its work. */
    FAILED,
    /** The destination or the store is not there. */
    NOT_FOUND,
    /** Another run holds the job or its destination. */
    LOCKED,
    /** Stopped by a signal, or died. */
    INTERRUPTED
}
