package io.saddlebag.restore;

import io.saddlebag.tree.CopyDroppedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;

/** The SHA-256 of what is restored already. */
final class Digests {

    private static final int BUFFER_SIZE = 1 << 17;

    private Digests() {}

    /**
     * That of a stream, in small hexadecimal digits.
     *
     * @throws CopyDroppedException when the restore is to end
     */
    static String of(InputStream content, Path path, BooleanSupplier dropped) throws IOException {
        var digest = begin();
        var buffer = new byte[BUFFER_SIZE];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            digest.update(buffer, 0, count);
            if (dropped.getAsBoolean()) {
                throw new CopyDroppedException(path);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
