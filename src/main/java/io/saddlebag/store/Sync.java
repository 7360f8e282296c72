package io.saddlebag.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/** Makes sure that what was written is on the disk. Java knows no syncfs(2), so coreutils' {@code sync -f} is run. */
final class Sync {

    /** What Java says of a process that SIGHUP, SIGINT or SIGTERM ended. */
    private static final Set<Integer> STOPPED = Set.of(129, 130, 143);

    private static final int ATTEMPTS = 3;

    private Sync() {}

    /**
     * Flushes the whole file system that holds a path. A stop that is meant for this process may reach the one that flushes as
     * well, as Ctrl+C does: then it is run again, so that what is on the disk can be recorded.
     */
    static void fileSystem(Path path) throws IOException {
        flush(path, List.of("sync", "-f", path.toString()));
    }

    static void flush(Path path, List<String> command) throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            int code = await(process);
            if (code == 0) {
                return;
            }
            if (!STOPPED.contains(code)) {
                throw unflushed(path, output.isEmpty() ? "sync ended with " + code : output);
            }
        }
        throw unflushed(path, "sync was stopped each of the " + ATTEMPTS + " times it was run");
    }

    private static IOException unflushed(Path path, String reason) {
        return new IOException("cannot flush " + path + " to its disk: " + reason);
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while flushing", e);
        }
    }

    /** Makes the names in a directory durable. */
    static void directory(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
