package io.saddlebag.archive;

import io.saddlebag.model.ManifestEntry;
import io.saddlebag.tree.CopyDroppedException;
import io.saddlebag.tree.SourceException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** The first bytes of a file of a source, no more of them than it had when it was looked at. */
final class FileInput implements Closeable {

    private final ReadableByteChannel channel;
    private final Path path;
    private final BooleanSupplier dropped;
    private long left;

    FileInput(FileContent content, ManifestEntry before, BooleanSupplier dropped) throws SourceException {
        this.channel = content.open();
        this.path = before.path();
        this.dropped = dropped;
        this.left = before.size();
    }

    /**
     * Fills a buffer from its beginning, except at the end.
     *
     * @return how many bytes there were
     * @throws SourceException when they cannot be read
     */
    int fill(byte[] bytes) throws IOException {
        if (dropped.getAsBoolean()) {
            throw new CopyDroppedException(path);
        }
        var buffer = ByteBuffer.wrap(bytes, 0, (int) Math.min(bytes.length, left));
        try {
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        } catch (IOException e) {
            throw e instanceof SourceException ? e : new SourceException(path, e);
        }
        left -= buffer.position();
        return buffer.position();
    }

    @Override
    public void close() throws SourceException {
        try {
            channel.close();
        } catch (IOException e) {
            throw new SourceException(path, e);
        }
    }
}
