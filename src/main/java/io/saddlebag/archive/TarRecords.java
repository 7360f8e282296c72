package io.saddlebag.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an extended header of a tar says about the place of a content (POSIX.1-2017, pax, "pax Extended Header").
 *
 * @param path null where the header that follows has it
 * @param size -1 where the header that follows has it
 */
record TarRecords(byte @Nullable [] path, long size) {

    /** Reads records {@code length key=value}. */
    static TarRecords read(byte[] bytes) throws IOException {
        byte[] path = null;
        long size = -1;
        int at = 0;
        while (at < bytes.length) {
            int blank = indexOf(bytes, ' ', at, bytes.length);
            int length = (int) number(bytes, at, blank);
            if (length <= blank - at + 1 || length > bytes.length - at) {
                throw new IOException("an extended header has a record of a wrong length");
            }
            int end = at + length - 1;
            int equals = indexOf(bytes, '=', blank, end);
            switch (new String(bytes, blank + 1, equals - blank - 1, US_ASCII)) {
                case "path" -> path = Arrays.copyOfRange(bytes, equals + 1, end);
                case "size" -> size = number(bytes, equals + 1, end);
                default -> {}
            }
            at += length;
        }
        return new TarRecords(path, size);
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        throw new IOException("an extended header has a record without a '" + wanted + "'");
    }

    private static long number(byte[] bytes, int from, int to) throws IOException {
        try {
            long number = Long.parseLong(new String(bytes, from, to - from, US_ASCII));
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IOException("an extended header has no number where one should be", e);
        }
        throw new IOException("an extended header has a negative number");
    }
}
