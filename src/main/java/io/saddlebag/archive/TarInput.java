package io.saddlebag.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a tar, one after the other: what {@link TarHeader} writes, and no more of what a tar can be. Every failure is one of
 * the tar, and everything behind it is lost.
 */
final class TarInput implements Closeable {

    private static final int SIZE_AT = 124;
    private static final int SUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final int LARGEST_EXTENDED = 1 << 24;

    private final InputStream tar;
    private long left;
    private int padding;

    TarInput(InputStream tar) {
        this.tar = tar;
    }

    /**
     * An entry.
     *
     * @param path without a slash at its end
     * @param file whether it has a content
     */
    record Item(byte[] path, long size, boolean file) {}

    /** Goes on to the next entry, past what was not read of the one before; null at the end. */
    @Nullable
    Item next() throws IOException {
        skipContent();
        var header = header();
        if (header == null) {
            return null;
        }
        if (header[TYPE_AT] != 'x') {
            return item(header, name(header), octal(header, SIZE_AT, 12));
        }
        var extended = TarRecords.read(content(header));
        var own = header();
        if (own == null) {
            throw new EOFException("it ends with an extended header");
        }
        var path = extended.path() != null ? extended.path() : name(own);
        long size = extended.size() >= 0 ? extended.size() : octal(own, SIZE_AT, 12);
        return item(own, path, size);
    }

    private Item item(byte[] header, byte[] path, long size) {
        boolean file = header[TYPE_AT] == '0';
        left = file ? size : 0;
        padding = TarHeader.padding(left);
        boolean slash = path.length > 0 && path[path.length - 1] == '/';
        return new Item(slash ? Arrays.copyOf(path, path.length - 1) : path, left, file);
    }

    private static byte[] name(byte[] header) {
        int end = 0;
        while (end < 100 && header[end] != 0) {
            end++;
        }
        return Arrays.copyOf(header, end);
    }

    private byte @Nullable [] header() throws IOException {
        var header = tar.readNBytes(TarHeader.BLOCK);
        if (header.length < TarHeader.BLOCK) {
            throw new EOFException("it is cut off");
        }
        if (header[0] == 0 && TarHeader.sum(header) == 0) {
            return null;
        }
        long expected = octal(header, SUM_AT, 8);
        Arrays.fill(header, SUM_AT, SUM_AT + 8, (byte) ' ');
        if (TarHeader.sum(header) != expected) {
            throw new IOException("a header's check sum is wrong");
        }
        return header;
    }

    private byte[] content(byte[] header) throws IOException {
        long size = octal(header, SIZE_AT, 12);
        if (size > LARGEST_EXTENDED) {
            throw new IOException("an extended header has " + size + " bytes");
        }
        left = size;
        padding = TarHeader.padding(size);
        var content = tar.readNBytes((int) size);
        left -= content.length;
        skipContent();
        return content;
    }

    private static long octal(byte[] header, int offset, int room) throws IOException {
        var text = new String(header, offset, room, US_ASCII).replace('\0', ' ').strip();
        try {
            return Long.parseUnsignedLong(text, 8);
        } catch (NumberFormatException e) {
            throw new IOException("a header has no number where one should be", e);
        }
    }

    private void skipContent() throws IOException {
        tar.skipNBytes(left + padding);
        left = 0;
        padding = 0;
    }

    /** The content of the present entry. */
    InputStream content() {
        return new InputStream() {

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (left == 0) {
                    return -1;
                }
                int count = tar.read(bytes, offset, (int) Math.min(length, left));
                if (count < 0) {
                    throw new EOFException("it is cut off");
                }
                left -= count;
                return count;
            }
        };
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
