package io.saddlebag.snapshot;

import io.saddlebag.model.PathBytes;
import io.saddlebag.tree.Walked;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A walk whose paths are digested as they pass: two walks with one digest saw the same. It covers all by which a
 * {@link SnapshotPlan} tells that something changed.
 */
final class WalkDigest implements Sorted<Walked> {

    private static final int FIELDS = 2 + 8 * Long.BYTES;

    private final Sorted<Walked> walk;
    private final MessageDigest digest;
    private final ByteBuffer fields = ByteBuffer.allocate(FIELDS);

    WalkDigest(Sorted<Walked> walk) {
        this.walk = walk;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable Walked next() throws IOException {
        var walked = walk.next();
        if (walked != null) {
            add(walked);
        }
        return walked;
    }

    private void add(Walked walked) {
        var entry = walked.entry();
        digest.update(PathBytes.of(walked.path()));
        fields.clear();
        fields.put((byte) 0).put((byte) (walked.known() ? 1 : 0));
        if (entry != null) {
            var version = entry.version();
            fields.putLong(entry.type().ordinal());
            fields.putLong(version.size()).putLong(version.modified());
            fields.putLong(version.inode()).putLong(version.changed());
            fields.putLong(entry.mode()).putLong(entry.uid()).putLong(entry.gid());
        }
        digest.update(fields.flip());
    }

    /** In hexadecimal digits; once, after the last path. */
    String text() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
