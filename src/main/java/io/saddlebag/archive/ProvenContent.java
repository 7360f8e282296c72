package io.saddlebag.archive;

import io.saddlebag.model.ManifestEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;

/** Copies a content out of an archive, no more of it than its entry promises, and proves that it is what was stored. */
final class ProvenContent {

    private static final int BUFFER_SIZE = 1 << 16;

    private final String archive;

    ProvenContent(String archive) {
        this.archive = archive;
    }

    /** Copies what a stream holds, which ends with the content. */
    void copy(InputStream content, ManifestEntry wanted, WritableByteChannel target) throws IOException {
        var digest = Sha256.begin();
        long left = wanted.size();
        var buffer = new byte[(int) Math.min(BUFFER_SIZE, left + 1)];
        while (true) {
            int count = read(content, buffer, wanted);
            if (count < 0) {
                break;
            }
            if (count > left) {
                throw damaged(wanted, "is longer than the " + wanted.size() + " bytes it should have");
            }
            left -= count;
            digest.update(buffer, 0, count);
            write(buffer, count, target);
        }
        if (left > 0) {
            throw damaged(wanted, "ends " + left + " bytes before its " + wanted.size());
        }
        if (!Sha256.hex(digest).equals(Objects.requireNonNull(wanted.held()).sha256())) {
            throw damaged(wanted, "is not what was stored: its SHA-256 is another one");
        }
    }

    private int read(InputStream content, byte[] buffer, ManifestEntry wanted) throws DamagedException {
        try {
            return content.read(buffer);
        } catch (IOException | RuntimeException e) {
            throw damaged(wanted, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static void write(byte[] bytes, int count, WritableByteChannel target) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, 0, count);
        while (buffer.hasRemaining()) {
            target.write(buffer);
        }
    }

    DamagedException damaged(ManifestEntry entry, String how) {
        return new DamagedException(subject(entry), how, null);
    }

    DamagedException damaged(ManifestEntry entry, String how, Exception cause) {
        return new DamagedException(subject(entry), how, cause);
    }

    private String subject(ManifestEntry entry) {
        return "archive " + archive + ": " + entry.path();
    }
}
