package io.saddlebag.archive;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.store.Destination;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** A tar that is compressed on its way into its file. */
final class TarOutput implements Closeable {

    private static final int BUFFER_SIZE = 1 << 17;
    private static final byte[] ZEROS = new byte[BUFFER_SIZE];

    private final ArchiveFile file;
    private final OutputStream tar;
    private final Closeable dropping;

    private TarOutput(ArchiveFile file, OutputStream tar, Closeable dropping) {
        this.file = file;
        this.tar = tar;
        this.dropping = dropping;
    }

    static TarOutput of(Destination store, SnapshotId id, ArchiveOptions options) throws IOException {
        var file = new ArchiveFile(store, id, options.format());
        try {
            if (options.format() == ArchiveFormat.TAR_ZST) {
                var zstd = zstd(file, options);
                return new TarOutput(file, new BufferedOutputStream(zstd, BUFFER_SIZE), zstd);
            }
            var gzip = new ParallelGzipOutputStream(file, options.threads(), options.level());
            return new TarOutput(file, gzip, gzip::drop);
        } catch (IOException | RuntimeException e) {
            file.drop();
            throw e;
        }
    }

    /** RFC 8878, one frame with a check sum. Its blocks depend on there being workers, not on their number. */
    private static ZstdOutputStreamNoFinalizer zstd(OutputStream file, ArchiveOptions options) throws IOException {
        var zstd = new ZstdOutputStreamNoFinalizer(file, options.level());
        zstd.setWorkers(options.threads());
        zstd.setChecksum(true);
        return zstd;
    }

    /** Writes bytes as they are. */
    void write(byte[] bytes, int length) throws IOException {
        tar.write(bytes, 0, length);
    }

    /** Fills up what was begun, of which so many bytes are missing, to a whole block. */
    void fill(long missing, long size) throws IOException {
        long left = missing + TarHeader.padding(size);
        while (left > 0) {
            int count = (int) Math.min(left, ZEROS.length);
            tar.write(ZEROS, 0, count);
            left -= count;
        }
    }

    ManifestHeader.Archive finish() throws IOException {
        tar.write(ZEROS, 0, 2 * TarHeader.BLOCK);
        tar.close();
        return file.finish();
    }

    @Override
    public void close() throws IOException {
        try {
            dropping.close();
        } finally {
            file.drop();
        }
    }
}
