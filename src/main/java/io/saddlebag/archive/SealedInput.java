package io.saddlebag.archive;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/** What stands before a {@link Seal}; where the seal is missing or does not fit, the end is an exception. */
final class SealedInput extends InputStream {

    private final InputStream input;
    private final MessageDigest digest = Sha256.begin();
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int end;
    private boolean ended;
    private boolean whole;

    SealedInput(InputStream input) {
        this.input = input;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - Seal.LENGTH - position);
        System.arraycopy(buffer, position, target, offset, count);
        digest.update(buffer, position, count);
        position += count;
        return count;
    }

    /** More than nothing until the end is known, which is what gzip readers ask before they look for another member. */
    @Override
    public int available() throws IOException {
        return fill() ? end - Seal.LENGTH - position : 0;
    }

    private boolean fill() throws IOException {
        while (end - position <= Seal.LENGTH && !ended) {
            System.arraycopy(buffer, position, buffer, 0, end - position);
            end -= position;
            position = 0;
            int count = input.read(buffer, end, buffer.length - end);
            if (count < 0) {
                ended = true;
                check();
            } else {
                end += count;
            }
        }
        return !ended || end - position > Seal.LENGTH;
    }

    private void check() throws IOException {
        var found = Arrays.copyOfRange(buffer, position, end);
        if (!Arrays.equals(found, Seal.of(digest.digest()))) {
            throw broken();
        }
        whole = true;
    }

    private static DamagedException broken() {
        return new DamagedException("it was cut off or changed after it was written");
    }

    /** Reads what is left and makes sure of the seal: a gzip reader may keep to itself what was thrown behind its last member. */
    void requireWhole() throws IOException {
        if (fill() || !whole) {
            throw broken();
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
