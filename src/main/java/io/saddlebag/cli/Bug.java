package io.saddlebag.cli;

import io.saddlebag.model.DisplayPath;

/** What is said of an exception that nobody expected: one line for the user, the stack trace for the log. */
final class Bug {

    private Bug() {}

    /** Writes the stack trace to the log and returns the line. */
    static String record(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return "out of memory. Give it more: SADDLEBAG_JAVA_OPTS=-Xmx2g";
        }
        return "this is a bug: " + oneLine(cause) + ". Please report it together with "
                + Logging.record(cause).map(DisplayPath::of).orElse("this line; no log could be written") + ".";
    }

    private static String oneLine(Throwable cause) {
        return cause.toString().lines().findFirst().orElse("");
    }
}
