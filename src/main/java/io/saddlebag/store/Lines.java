package io.saddlebag.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;

/** Adds lines to files, one at a time. */
final class Lines {

    private final boolean sync;

    /** With sync, a line is on the disk when it was added. */
    Lines(boolean sync) {
        this.sync = sync;
    }

    synchronized void append(Path file, byte[] line) throws IOException {
        try (var channel = FileChannel.open(
                file, Set.of(CREATE, READ, WRITE, LinkOption.NOFOLLOW_LINKS), Attributes.OWNER_ONLY_FILE)) {
            long end = channel.size();
            var bytes = ByteBuffer.allocate(line.length + 2);
            if (isCutShort(channel, end)) {
                bytes.put((byte) '\n');
            }
            bytes.put(line).put((byte) '\n').flip();
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
            if (sync) {
                channel.force(true);
            }
        }
    }

    private static boolean isCutShort(FileChannel channel, long end) throws IOException {
        var last = ByteBuffer.allocate(1);
        return end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
    }
}
