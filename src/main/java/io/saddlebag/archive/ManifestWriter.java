package io.saddlebag.archive;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.PathOrder;
import io.saddlebag.tree.TemporaryName;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a manifest: the entries as they come, then the header that stands before them. The entries wait in a temporary
 * file, compressed already: a gzip file may consist of several members (RFC 1952, 2.2), so the file is the header's member, then the
 * entries', then the {@link Seal}. Memory does not grow with their number.
 */
public final class ManifestWriter implements Closeable {

    private static final int LEVEL = 3;

    private final Path spool;
    private final OutputStream entries;
    private final ManifestJson lines;
    private byte[] last = {};
    private long count;

    /**
     * Begins a manifest.
     *
     * @param directory where the entries wait; nothing is left there after {@link #close}
     */
    public ManifestWriter(Path directory) throws IOException {
        spool = TemporaryName.beside(directory.resolve("x"));
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var channel = Files.newByteChannel(spool, Set.of(CREATE_NEW, WRITE), ownerOnly);
        entries = new Member(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
        lines = new ManifestJson(entries);
    }

    /** Compressed in half the time of the usual level, and to much the same size: digests are what it consists of. */
    private static final class Member extends GZIPOutputStream {

        Member(OutputStream output) throws IOException {
            super(output, 1 << 16);
            def.setLevel(LEVEL);
        }
    }

    /** Adds an entry, which comes after all before it in {@link PathOrder}. */
    public void add(ManifestEntry entry) throws IOException {
        var bytes = PathBytes.of(entry.path());
        if (PathOrder.compare(last, bytes) >= 0) {
            throw new IllegalArgumentException(entry.path() + " is not in order");
        }
        last = bytes;
        count++;
        lines.write(entry);
    }

    /** Writes the whole manifest; the output is flushed, not closed. Nothing can be added afterwards. */
    public void finish(ManifestHeader header, OutputStream output) throws IOException {
        if (header.counts().entries() != count) {
            throw new IllegalArgumentException(header.counts().entries() + " entries are counted, " + count + " added");
        }
        lines.close();
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
