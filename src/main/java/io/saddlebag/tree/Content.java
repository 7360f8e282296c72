package io.saddlebag.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Reads the contents of regular files; a buffer for each thread, nothing else is held. */
public final class Content {

    private static final int BUFFER_SIZE = 256 * 1024;
    private static final ThreadLocal<ByteBuffer> BUFFER =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BUFFER_SIZE));

    private Content() {}

    /**
     * Copies the beginning of a file of a tree.
     *
     * @param limit bytes to copy at most
     * @param dropped polled for each buffer; true ends the copy with a {@link CopyDroppedException}
     * @return bytes copied; fewer than the limit when the file is shorter
     * @throws SourceException when the file cannot be read; any other failure is the target's
     */
    public static long copy(SourceTree tree, Path file, WritableByteChannel target, long limit, BooleanSupplier dropped)
            throws IOException {
        var buffer = BUFFER.get();
        long copied = 0;
        try (var source = tree.open(file)) {
            while (copied < limit) {
                int count = fill(source, buffer, limit - copied, file);
                if (count < 0) {
                    break;
                }
                drain(buffer, target);
                copied += count;
                if (copied < limit && dropped.getAsBoolean()) {
                    throw new CopyDroppedException(file);
                }
            }
        }
        return copied;
    }

    private static int fill(SeekableByteChannel source, ByteBuffer buffer, long atMost, Path file)
            throws SourceException {
        buffer.clear().limit((int) Math.min(buffer.capacity(), atMost));
        try {
            int count = source.read(buffer);
            buffer.flip();
            return count;
        } catch (IOException e) {
            throw new SourceException(file, e);
        }
    }

    private static void drain(ByteBuffer buffer, WritableByteChannel target) throws IOException {
        while (buffer.hasRemaining()) {
            target.write(buffer);
        }
    }

    /**
     * Whether a file of a tree has just the bytes of a stream.
     *
     * @throws SourceException when the file cannot be read; any other failure is the stream's
     */
    public static boolean isSame(SourceTree tree, Path file, InputStream other, BooleanSupplier dropped)
            throws IOException {
        var buffer = BUFFER.get();
        var bytes = new byte[BUFFER_SIZE];
        try (var source = tree.open(file)) {
            while (true) {
                int count = fill(source, buffer, BUFFER_SIZE, file);
                int wanted = Math.max(count, 0);
                int read = other.readNBytes(bytes, 0, count < 0 ? 1 : wanted);
                if (count < 0) {
                    return read == 0;
                }
                if (read != wanted || !buffer.equals(ByteBuffer.wrap(bytes, 0, read))) {
                    return false;
                }
                if (dropped.getAsBoolean()) {
                    throw new CopyDroppedException(file);
                }
            }
        }
    }
}
