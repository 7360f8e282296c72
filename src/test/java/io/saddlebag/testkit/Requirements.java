package io.saddlebag.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a test needs of the machine; where that is missing the test is skipped and says why. */
public final class Requirements {

    private Requirements() {}

    /** Whether this process is the superuser. */
    public static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test unless it runs as root. */
    public static void assumeRoot() {
        assumeTrue(isRoot(), "needs root");
    }

    /** Skips the test unless each of the commands is installed. */
    public static void assumeCommands(String... commands) {
        for (var command : commands) {
            assumeTrue(isInstalled(command), "needs the command " + command);
        }
    }

    private static boolean isInstalled(String command) {
        var path = System.getenv("PATH") + ":/usr/sbin:/sbin";
        return Arrays.stream(path.split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory).resolve(command)));
    }
}
