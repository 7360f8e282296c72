package io.saddlebag.snapshot;

import io.saddlebag.archive.FileContent;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.tree.CopyDroppedException;
import io.saddlebag.tree.SourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Tells whether a file still has the content that a snapshot has of it. One thread at a time. */
final class ContentHash {

    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
    private final MessageDigest digest;
    private final BooleanSupplier dropped;

    ContentHash(BooleanSupplier dropped) {
        this.dropped = dropped;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The file as it is now if it has this content, in small hexadecimal digits, and did not change while it was read; else null.
     *
     * @throws SourceException when it cannot be read
     */
    @Nullable
    ManifestEntry sameAs(String sha256, FileContent file) throws IOException {
        var before = file.look();
        boolean same = of(before.path(), file).equals(sha256);
        var after = file.look();
        return same && after.version().equals(before.version()) ? after : null;
    }

    private String of(Path path, FileContent file) throws IOException {
        digest.reset();
        try (var channel = file.open()) {
            while (read(path, channel::read) >= 0) {
                digest.update(buffer.flip());
                if (dropped.getAsBoolean()) {
                    throw new CopyDroppedException(path);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private interface Reading {
        int into(ByteBuffer target) throws IOException;
    }

    private int read(Path path, Reading reading) throws SourceException {
        try {
            return reading.into(buffer.clear());
        } catch (IOException e) {
            throw new SourceException(path, e);
        }
    }
}
