package io.saddlebag.archive;

import io.saddlebag.archive.Deflaters.Part;
import io.saddlebag.archive.ZipRecord.Extent;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.store.Destination;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The bytes of a zip, entry after entry. An entry that was begun exists when it is ended; until then it is dead bytes. */
final class ZipOutput implements Closeable {

    private final ArchiveFile file;
    private final CentralDirectory directory;
    private long start;
    private long contentStart;

    ZipOutput(Destination store, SnapshotId id, Path scratch) throws IOException {
        directory = new CentralDirectory(scratch);
        try {
            file = new ArchiveFile(store, id, ArchiveFormat.ZIP);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Writes an entry whose sizes are known. */
    void write(ZipRecord entry, Part content) throws IOException {
        begin(entry);
        append(content);
        directory.add(entry, start);
    }

    /** Begins an entry. */
    void begin(ZipRecord entry) throws IOException {
        start = file.position();
        file.write(entry.local());
        contentStart = file.position();
    }

    /** Goes on with the entry that was begun. */
    void append(Part content) throws IOException {
        file.write(content.bytes(), 0, content.length());
    }

    /** Ends the entry that was begun, of which only now is known what it holds. */
    void end(ZipRecord entry, int checkSum, long size) throws IOException {
        directory.add(describe(entry, checkSum, size), start);
    }

    /** Ends the entry that was begun, which does not count. */
    void withdraw(ZipRecord entry, int checkSum, long size) throws IOException {
        describe(entry, checkSum, size);
    }

    private ZipRecord describe(ZipRecord entry, int checkSum, long size) throws IOException {
        var known = entry.with(new Extent(checkSum, file.position() - contentStart, size));
        file.write(known.descriptor());
        return known;
    }

    ManifestHeader.Archive finish() throws IOException {
        directory.writeTo(file, file.position());
        return file.finish();
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            file.drop();
        }
    }
}
