package io.saddlebag.model;

import java.nio.file.Path;

/**
 * One fact that a run states about one path.
 *
 * @param severity how bad it is
 * @param path relative to the source; the empty path for the whole of it
 * @param message what was found, and what to do where that is not plain
 */
public record Finding(Severity severity, Path path, String message) {

    /** How bad a finding is. */
    public enum Severity {
        /** Worth knowing, nothing is missing: a FIFO that was skipped. */
        NOTE,
        /** The source could not be read there: what the destination has stays. */
        UNREADABLE,
        /** A change could not be delivered. */
        FAILED,
        /** What the destination has is not what was delivered, though the source did not change. */
        DAMAGED,
        /** The destination has lost what was delivered. */
        LOST
    }
}
