package io.saddlebag.archive;

import io.saddlebag.archive.Attempts.Verdict;
import io.saddlebag.model.Entry;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.store.Destination;
import io.saddlebag.store.Upload;
import io.saddlebag.tree.SourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Writes files of a source as plain files below a directory; safe to use from several threads. */
final class PlainFile {

    private static final int BLOCK_SIZE = 1 << 18;

    private final Destination store;
    private final Path root;
    private final BooleanSupplier dropped;

    PlainFile(Destination store, Path root, BooleanSupplier dropped) {
        this.store = store;
        this.root = root;
        this.dropped = dropped;
    }

    /**
     * What became of a file.
     *
     * @param reason why it could not be read; null when it is there
     */
    record Written(
            ManifestEntry entry,
            boolean whole,
            String sha256,
            @Nullable SourceException reason) {}

    Written write(ManifestEntry entry, FileContent content) throws IOException {
        try (var upload = store.write(root.resolve(entry.path()))) {
            return write(new Attempts(entry), content, upload);
        } catch (SourceException e) {
            return new Written(entry, false, "", e);
        }
    }

    private Written write(Attempts attempts, FileContent content, Upload upload) throws IOException {
        while (true) {
            var before = attempts.before();
            var digest = Sha256.begin();
            long copied = copy(before, content, upload, digest);
            var after = content.look();
            var verdict = attempts.judge(copied, after);
            if (verdict != Verdict.AGAIN) {
                var stored = verdict == Verdict.WHOLE ? after : before;
                commit(stored, upload);
                return new Written(stored, verdict == Verdict.WHOLE, Sha256.hex(digest), null);
            }
            upload.restart();
        }
    }

    private long copy(ManifestEntry before, FileContent content, Upload upload, MessageDigest digest)
            throws IOException {
        long copied = 0;
        try (var input = new FileInput(content, before, dropped)) {
            var block = new byte[(int) Math.min(before.size() + 1, BLOCK_SIZE)];
            int count = block.length;
            while (count == block.length) {
                count = input.fill(block);
                digest.update(block, 0, count);
                var buffer = ByteBuffer.wrap(block, 0, count);
                while (buffer.hasRemaining()) {
                    upload.channel().write(buffer);
                }
                copied += count;
            }
        }
        return copied;
    }

    private void commit(ManifestEntry entry, Upload upload) throws IOException {
        if (!entry.extended().isEmpty()) {
            upload.attach(entry.extended());
        }
        upload.commit(attributes(root.resolve(entry.path()), entry));
    }

    /** The attributes of an entry at a path of the store. */
    static Entry attributes(Path path, ManifestEntry entry) {
        var owner = entry.owner();
        return new Entry(path, entry.type(), entry.version(), entry.mode(), owner.uid(), owner.gid(), 0);
    }
}
