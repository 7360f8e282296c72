package io.saddlebag.archive;

import static io.saddlebag.testkit.Requirements.assumeCommands;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.Command;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelGzipOutputStreamTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32_768, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 2 << 20, 7_654_321})
    void isReadAsItWasWritten(int size) throws IOException {
        var content = content(size);

        var read = new GZIPInputStream(new ByteArrayInputStream(gzip(content, 3))).readAllBytes();

        assertThat(read).isEqualTo(content);
    }

    @Test
    void writesTheSameBytesOnAnyNumberOfThreads() throws IOException {
        var content = content(9_000_000);

        assertThat(gzip(content, 1)).isEqualTo(gzip(content, 8));
    }

    @Test
    void isAcceptedByGzip() throws IOException {
        assumeCommands("gzip");
        var file = directory.resolve("x.gz");

        Files.write(file, gzip(content(5_000_000), 2));

        assertThat(Command.run("gzip", "-t", file)).isEmpty();
    }

    private static byte[] gzip(byte[] content, int threads) throws IOException {
        var output = new ByteArrayOutputStream();
        try (var gzip = new ParallelGzipOutputStream(output, threads, 6)) {
            for (int at = 0; at < content.length; at += 10_000) {
                gzip.write(content, at, Math.min(10_000, content.length - at));
            }
        }
        return output.toByteArray();
    }

    /** Half of it noise, half of it text that repeats itself. */
    private static byte[] content(int size) {
        var content = new byte[size];
        var random = new Random(5);
        random.nextBytes(content);
        for (int i = 0; i < size; i++) {
            if (i / 50_000 % 2 == 0) {
                content[i] = (byte) ('a' + i % 23);
            }
        }
        return content;
    }
}
