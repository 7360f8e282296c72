package io.saddlebag.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparseChannelTest {

    private static final int BLOCK = SparseChannel.BLOCK;

    @TempDir
    Path directory;

    @Test
    void leavesNoRoomForBlocksOfZeros() throws IOException {
        var content = new byte[1000 * BLOCK];
        Arrays.fill(content, 500 * BLOCK, 501 * BLOCK, (byte) 7);

        var file = written(content, content.length);

        assertThat(file).hasBinaryContent(content);
        assertThat(blocksOf(file)).isLessThanOrEqualTo(4 * BLOCK);
    }

    @Test
    void writesWhatItIsGivenHoweverItIsCut() throws IOException {
        var random = new Random(1);
        for (int round = 0; round < 200; round++) {
            var content = patchy(random, random.nextInt(20 * BLOCK));

            assertThat(written(content, 1 + random.nextInt(5 * BLOCK))).hasBinaryContent(content);
        }
    }

    @Test
    void keepsTheSizeOfAFileThatIsOneHole() throws IOException {
        assertThat(written(new byte[10 * BLOCK], BLOCK)).hasSize(10 * BLOCK);
        assertThat(written(new byte[10 * BLOCK + 1], BLOCK)).hasSize(10 * BLOCK + 1);
    }

    @Test
    void leavesNothingOfWhatWasWrittenBeforeARestart() throws IOException {
        var file = directory.resolve("restarted");
        var zeros = new byte[2 * BLOCK];
        try (var channel = open(file)) {
            var sparse = new SparseChannel(channel);
            var ones = new byte[4 * BLOCK];
            Arrays.fill(ones, (byte) 1);
            sparse.write(ByteBuffer.wrap(ones));
            sparse.restart();
            sparse.write(ByteBuffer.wrap(zeros));
            sparse.finish();
        }

        assertThat(file).hasBinaryContent(zeros);
    }

    private static byte[] patchy(Random random, int size) {
        var content = new byte[size];
        for (int start = 0; start < size; start += BLOCK / 2) {
            if (random.nextBoolean()) {
                content[Math.min(size - 1, start + random.nextInt(BLOCK / 2))] = 1;
            }
        }
        return content;
    }

    private Path written(byte[] content, int piece) throws IOException {
        var file = directory.resolve("file");
        Files.deleteIfExists(file);
        try (var channel = open(file)) {
            var sparse = new SparseChannel(channel);
            for (int start = 0; start < content.length; start += piece) {
                int length = Math.min(piece, content.length - start);
                sparse.write(ByteBuffer.wrap(content, start, length));
            }
            sparse.finish();
        }
        return file;
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static long blocksOf(Path file) {
        return 512
                * Long.parseLong(io.saddlebag.testkit.Command.run("stat", "-c", "%b", file)
                        .strip());
    }
}
