package io.saddlebag.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One run of the program within the test's own process.
 *
 * @param exitCode what it ended with
 * @param out what it printed as its result
 * @param err what else it printed
 */
record Saddlebag(int exitCode, String out, String err) {

    /** Runs it. */
    static Saddlebag run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = new Main(new PrintWriter(out), new PrintWriter(err)).run(arguments);
        return new Saddlebag(exitCode, out.toString(), err.toString());
    }
}
