package io.saddlebag.archive;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.store.Destination;
import io.saddlebag.store.Upload;
import io.saddlebag.tree.Identity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;

/** The one file of an archive, which has its name when it is whole. What is written is counted and hashed. */
final class ArchiveFile extends OutputStream {

    private static final int BUFFER_SIZE = 1 << 18;
    private static final int OWNER_ONLY = 0600;

    private final Destination store;
    private final Path path;
    private final SnapshotId id;
    private final Upload upload;
    private final MessageDigest digest = Sha256.begin();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
    private long position;

    ArchiveFile(Destination store, SnapshotId id, ArchiveFormat format) throws IOException {
        this.store = store;
        this.id = id;
        this.path = Path.of(id.toString(), format.fileName());
        this.upload = store.write(path);
    }

    /** How many bytes were written. */
    long position() {
        return position;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        digest.update(bytes, offset, length);
        position += length;
        int done = 0;
        while (done < length) {
            if (!buffer.hasRemaining()) {
                drain();
            }
            int count = Math.min(length - done, buffer.remaining());
            buffer.put(bytes, offset + done, count);
            done += count;
        }
    }

    private void drain() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            upload.channel().write(buffer);
        }
        buffer.clear();
    }

    /** Puts the file in its place, on the disk. */
    ManifestHeader.Archive finish() throws IOException {
        drain();
        var self = Identity.current();
        var version =
                new FileVersion(position, TimeUnit.SECONDS.toNanos(id.start().getEpochSecond()), 0, 0);
        upload.commit(new Entry(path, FileType.FILE, version, OWNER_ONLY, self.uid(), self.gid(), 0));
        store.flush();
        return new ManifestHeader.Archive(path.getFileName().toString(), position, Sha256.hex(digest));
    }

    /** Does nothing: a compressor that ends ends before the file. */
    @Override
    public void close() {}

    /** Unless it is finished, nothing is left. */
    void drop() throws IOException {
        upload.close();
    }
}
