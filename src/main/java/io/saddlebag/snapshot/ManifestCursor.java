package io.saddlebag.snapshot;

import io.saddlebag.archive.ManifestReader;
import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestHeader;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The entries of a snapshot, or none where there is no snapshot. */
final class ManifestCursor implements Sorted<ManifestEntry>, Closeable {

    private final @Nullable ManifestReader reader;

    private ManifestCursor(@Nullable ManifestReader reader) {
        this.reader = reader;
    }

    static ManifestCursor of(@Nullable SnapshotStore store, @Nullable ManifestHeader header) throws IOException {
        return new ManifestCursor(store == null || header == null ? null : store.manifest(header.id()));
    }

    @Override
    public @Nullable ManifestEntry next() throws IOException {
        return reader == null ? null : reader.next();
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
