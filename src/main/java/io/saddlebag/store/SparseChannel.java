package io.saddlebag.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/**
 * Writes a new file from its beginning to its end and leaves holes where whole blocks are zero, so that a sparse file takes
 * no more room than its data. A block of data costs a look at its first bytes.
 */
final class SparseChannel implements WritableByteChannel {

    /** The block size of most file systems; where blocks are larger, fewer holes come about. */
    static final int BLOCK = 4096;

    private final FileChannel file;
    private long position;

    /** A channel into an empty file. */
    SparseChannel(FileChannel file) {
        this.file = file;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        int data = bytes.position();
        int at = data + toNextBlock();
        int end = bytes.limit();
        for (; at + BLOCK <= end; at += BLOCK) {
            if (isZero(bytes, at)) {
                writeData(bytes, data, at);
                position += BLOCK;
                data = at + BLOCK;
            }
        }
        writeData(bytes, data, end);
        bytes.position(end);
        return count;
    }

    private int toNextBlock() {
        return (int) (-position & (BLOCK - 1));
    }

    private static boolean isZero(ByteBuffer bytes, int start) {
        for (int i = start; i < start + BLOCK; i += Long.BYTES) {
            if (bytes.getLong(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private void writeData(ByteBuffer bytes, int start, int end) throws IOException {
        if (start >= end) {
            return;
        }
        var data = bytes.duplicate().limit(end).position(start);
        while (data.hasRemaining()) {
            position += file.write(data, position);
        }
    }

    /** Throws away what was written. */
    void restart() throws IOException {
        file.truncate(0);
        position = 0;
    }

    /** Gives the file its size where it ends in a hole: Java lengthens files by writing to them only. */
    void finish() throws IOException {
        if (position > file.size()) {
            file.write(ByteBuffer.allocate(1), position - 1);
        }
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
