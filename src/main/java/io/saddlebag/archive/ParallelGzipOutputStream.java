package io.saddlebag.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * Writes one gzip member (RFC 1952) whose blocks are deflated on several threads, each with the end of the block before as its
 * dictionary, as pigz does. The header names no file and no time; equal input gives equal bytes.
 */
final class ParallelGzipOutputStream extends OutputStream {

    static final int BLOCK_SIZE = 1 << 20;
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};

    private final OutputStream output;
    private final OrderedWork work;
    private final Deflaters deflaters;
    private final CRC32 checkSum = new CRC32();
    private byte[] block = new byte[BLOCK_SIZE];
    private byte[] before = {};
    private int filled;
    private long size;
    private boolean closed;

    /** Closing this closes the output. */
    ParallelGzipOutputStream(OutputStream output, int threads, int level) throws IOException {
        this.output = output;
        this.work = new OrderedWork(threads);
        this.deflaters = new Deflaters(level);
        output.write(HEADER);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        checkSum.update(bytes, offset, length);
        size += length;
        int done = 0;
        while (done < length) {
            if (filled == block.length) {
                hand(false);
            }
            int count = Math.min(length - done, block.length - filled);
            System.arraycopy(bytes, offset + done, block, filled, count);
            filled += count;
            done += count;
        }
    }

    private void hand(boolean last) throws IOException {
        var content = new Deflaters.Part(block, filled);
        var window = before;
        work.add(
                filled,
                () -> deflaters.block(content, window, last),
                deflated -> output.write(deflated.bytes(), 0, deflated.length()));
        if (!last) {
            before = Deflaters.endOf(block, filled);
            block = new byte[BLOCK_SIZE];
            filled = 0;
        }
    }

    /** Gives up: no thread works on it afterwards, and the output is left as it is. */
    void drop() {
        closed = true;
        work.close();
        deflaters.close();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (output;
                deflaters;
                work) {
            hand(true);
            work.finish();
            var trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            trailer.putInt((int) checkSum.getValue()).putInt((int) size);
            output.write(trailer.array());
        }
    }
}
