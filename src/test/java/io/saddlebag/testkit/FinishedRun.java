package io.saddlebag.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * How a run of the program ended.
 *
 * @param command what was run
 * @param exitCode 128 and the signal's number where a signal ended it
 * @param output what it wrote to its standard output
 * @param errors what it wrote to its standard error
 */
public record FinishedRun(List<String> command, int exitCode, String output, String errors) {

    /** What {@code kill -9} leaves as exit code. */
    public static final int KILLED = 137;

    /** The run ended with this exit code; if not, the message shows all that it wrote. */
    public FinishedRun endedWith(int expected) {
        assertThat(exitCode).as(this::toString).isEqualTo(expected);
        return this;
    }

    /** The text is in what it wrote, be it as output or error, in whatever case. */
    public FinishedRun said(String text) {
        assertThat(output + "\n" + errors).containsIgnoringCase(text);
        return this;
    }

    @Override
    public String toString() {
        return "%s ended with %d%n--- output:%n%s%n--- errors:%n%s"
                .formatted(String.join(" ", command), exitCode, output, errors);
    }
}
