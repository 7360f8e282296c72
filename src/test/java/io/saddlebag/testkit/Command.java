package io.saddlebag.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A command of the operating system that is expected to succeed. */
public final class Command {

    private Command() {}

    /**
     * Runs a command to its end.
     *
     * @return what it wrote, errors included
     * @throws AssertionError when its exit code is not 0
     */
    public static String run(Object... words) {
        var command = Arrays.stream(words).map(Object::toString).toList();
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return checked(command, process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        }
    }

    private static String checked(List<String> command, int exitCode, String output) {
        if (exitCode != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + exitCode + ":\n" + output);
        }
        return output;
    }
}
