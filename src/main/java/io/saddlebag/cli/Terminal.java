package io.saddlebag.cli;

import java.util.Properties;

/**
 * What is known of the terminal that standard error goes to.
 *
 * @param columns its width; 0 where standard error is not a terminal
 */
record Terminal(int columns) {

    /** Set by the launcher to the width of the terminal, where there is one. Java 17 cannot tell. */
    private static final String PROPERTY = "saddlebag.terminal";

    private static final int USUAL_COLUMNS = 80;

    /** The terminal that the launcher saw. */
    static Terminal of(Properties properties) {
        var width = properties.getProperty(PROPERTY, "0");
        return new Terminal(width.matches("[0-9]{1,4}") ? Integer.parseInt(width) : USUAL_COLUMNS);
    }

    /** Shows the progress of a run, or nothing where there is no terminal. */
    ProgressDisplay progressOf(String job) {
        return columns == 0 ? ProgressDisplay.NONE : new ProgressBarDisplay(job, columns);
    }

    /** What erases a progress bar before a line is written over it. */
    String eraseLine() {
        return columns == 0 ? "" : "\r\u001B[K";
    }
}
