package io.saddlebag.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Makes sure that what was written is on the disk. Java knows no syncfs(2), so coreutils' {@code sync -f} is run. */
final class Sync {

    private Sync() {}

    /** Flushes the whole file system that holds a path. */
    static void fileSystem(Path path) throws IOException {
        var command = List.of("sync", "-f", path.toString());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        int code = await(process);
        if (code != 0) {
            throw new IOException("cannot flush " + path + " to its disk: "
                    + (output.isEmpty() ? "sync ended with " + code : output));
        }
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
