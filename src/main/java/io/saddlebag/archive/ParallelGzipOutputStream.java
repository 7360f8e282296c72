package io.saddlebag.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Writes one gzip member (RFC 1952) whose blocks are deflated on several threads, each with the end of the block before as its
 * dictionary, as pigz does. The header names no file and no time; equal input gives equal bytes.
 */
final class ParallelGzipOutputStream extends OutputStream {

    private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};

    private final OutputStream output;
    private final ParallelDeflation deflation;
    private final CRC32 checkSum = new CRC32();
    private byte[] block = new byte[ParallelDeflation.BLOCK_SIZE];
    private byte[] before = {};
    private int filled;
    private long size;
    private boolean closed;

    /** Closing this closes the output. */
    ParallelGzipOutputStream(OutputStream output, int threads, int level) throws IOException {
        this.output = output;
        this.deflation = new ParallelDeflation(threads, level);
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
        var bytes = filled == block.length ? block : Arrays.copyOf(block, filled);
        deflation.add(new ParallelDeflation.Block(bytes, before, last), output::write);
        if (!last) {
            before = Arrays.copyOfRange(bytes, bytes.length - ParallelDeflation.WINDOW, bytes.length);
            block = new byte[ParallelDeflation.BLOCK_SIZE];
            filled = 0;
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (output;
                deflation) {
            hand(true);
            deflation.finish();
            var trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            trailer.putInt((int) checkSum.getValue()).putInt((int) size);
            output.write(trailer.array());
        }
    }
}
