package io.saddlebag.archive;

import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.PathOrder;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a manifest: the entries as they come, then the header that stands before them. The entries wait in a temporary
 * file, compressed already: a gzip file may consist of several members (RFC 1952, 2.2), so the file is the header's member, then the
 * entries', then the {@link Seal}. Memory does not grow with their number.
 */
public final class ManifestWriter implements Closeable {

    private final Path spool;
    private final OutputStream entries;
    private byte[] last = {};
    private long count;

    /**
     * Begins a manifest.
     *
     * @param directory where the entries wait; nothing is left there after {@link #close}
     */
    public ManifestWriter(Path directory) throws IOException {
        spool = Files.createTempFile(directory, ".saddlebag-", ".entries");
        entries = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(spool), 1 << 16), 1 << 16);
    }

    /** Adds an entry, which comes after all before it in {@link PathOrder}. */
    public void add(ManifestEntry entry) throws IOException {
        var bytes = PathBytes.of(entry.path());
        if (PathOrder.compare(last, bytes) >= 0) {
            throw new IllegalArgumentException(entry.path() + " is not in order");
        }
        last = bytes;
        count++;
        ManifestJson.write(entry, entries);
    }

    /** Writes the whole manifest; the output is flushed, not closed. Nothing can be added afterwards. */
    public void finish(ManifestHeader header, OutputStream output) throws IOException {
        if (header.counts().entries() != count) {
            throw new IllegalArgumentException(header.counts().entries() + " entries are counted, " + count + " added");
        }
        entries.close();
        var digesting = new DigestOutputStream(output, Sha256.begin());
        var member = new GZIPOutputStream(digesting);
        ManifestJson.write(header, member);
        member.finish();
        Files.copy(spool, digesting);
        output.write(Seal.of(digesting.getMessageDigest().digest()));
        output.flush();
    }

    @Override
    public void close() throws IOException {
        try {
            entries.close();
        } finally {
            Files.deleteIfExists(spool);
        }
    }
}
