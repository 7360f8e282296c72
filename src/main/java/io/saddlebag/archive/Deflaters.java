package io.saddlebag.archive;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Deflates (RFC 1951) for several threads, each with a deflater that is used again. What does not shrink is left as it is, so that
 * compressed media cost next to nothing: of large blocks that is told by samples. Each result depends on the bytes and the
 * level alone.
 */
final class Deflaters implements Closeable {

    static final int WINDOW = 1 << 15;
    private static final int PIECE = 1 << 15;
    private static final int SAMPLE = 1 << 14;
    private static final int SAMPLED_FROM = 8 * SAMPLE;
    private static final int STORED_BLOCK = 65_535;

    private final int level;
    private final ConcurrentLinkedQueue<Deflater> free = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Deflater> freeSamplers = new ConcurrentLinkedQueue<>();

    Deflaters(int level) {
        this.level = level;
    }

    /** Bytes of which the first ones count. */
    record Part(byte[] bytes, int length) {}

    /** A whole content, deflated; null if that does not make it smaller. */
    @Nullable
    Part whole(byte[] bytes) {
        if (bytes.length == 0 || isDense(bytes, bytes.length)) {
            return null;
        }
        var deflater = take(free, level);
        deflater.setInput(bytes);
        deflater.finish();
        var output = new byte[bytes.length - 1];
        int length = 0;
        while (!deflater.finished() && length < output.length) {
            length += deflater.deflate(output, length, Math.min(PIECE, output.length - length));
        }
        boolean smaller = deflater.finished();
        free.add(deflater);
        return smaller ? new Part(output, length) : null;
    }

    /**
     * A part of a stream that ends at a whole byte.
     *
     * @param before what stands before it in the stream, up to {@link #WINDOW} bytes
     * @param last whether the stream ends with it
     */
    Part block(Part content, byte[] before, boolean last) {
        if (isDense(content.bytes(), content.length())) {
            return stored(content, last);
        }
        var deflater = take(free, level);
        if (before.length > 0) {
            deflater.setDictionary(before);
        }
        deflater.setInput(content.bytes(), 0, content.length());
        if (last) {
            deflater.finish();
        }
        var output = new Growing(content.length() / 2 + 64);
        var piece = new byte[PIECE];
        int count;
        do {
            count = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
            output.write(piece, 0, count);
        } while (last ? !deflater.finished() : count == piece.length);
        free.add(deflater);
        return output.size() > content.length() + content.length() / STORED_BLOCK * 5 + 5
                ? stored(content, last)
                : output.part();
    }

    /** RFC 1951, 3.2.4: blocks without compression. */
    private static Part stored(Part content, boolean last) {
        int length = content.length();
        var output = new Growing(length + (length / STORED_BLOCK + 1) * 5);
        int at = 0;
        do {
            int count = Math.min(STORED_BLOCK, length - at);
            output.write(last && at + count == length ? 1 : 0);
            output.write(count);
            output.write(count >> 8);
            output.write(~count);
            output.write(~count >> 8);
            output.write(content.bytes(), at, count);
            at += count;
        } while (at < length);
        return output.part();
    }

    private boolean isDense(byte[] bytes, int length) {
        return length >= SAMPLED_FROM && isDenseAt(bytes, 0) && isDenseAt(bytes, length / 2);
    }

    private boolean isDenseAt(byte[] bytes, int offset) {
        var sampler = take(freeSamplers, Deflater.BEST_SPEED);
        sampler.setInput(bytes, offset, SAMPLE);
        sampler.finish();
        sampler.deflate(new byte[SAMPLE - SAMPLE / 50]);
        boolean dense = !sampler.finished();
        freeSamplers.add(sampler);
        return dense;
    }

    private static Deflater take(ConcurrentLinkedQueue<Deflater> queue, int level) {
        var deflater = queue.poll();
        if (deflater == null) {
            return new Deflater(level, true);
        }
        deflater.reset();
        return deflater;
    }

    @Override
    public void close() {
        free.forEach(Deflater::end);
        freeSamplers.forEach(Deflater::end);
        free.clear();
        freeSamplers.clear();
    }

    /** Gives its bytes away without a copy. */
    private static final class Growing extends ByteArrayOutputStream {

        Growing(int size) {
            super(size);
        }

        Part part() {
            return new Part(buf, count);
        }
    }

    /** The end of a block, for the next one. */
    static byte[] endOf(byte[] block, int length) {
        return Arrays.copyOfRange(block, Math.max(0, length - WINDOW), length);
    }
}
