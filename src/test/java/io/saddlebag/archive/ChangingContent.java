package io.saddlebag.archive;

import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestEntry.Owner;
import io.saddlebag.tree.SourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** A file that is another one each time it was read: the contents it has, one after the other; the last one stays. */
final class ChangingContent implements FileContent {

    private final Path path;
    private final Deque<byte[]> contents;
    private boolean vanishes;
    private boolean breaks;
    private int version;
    private boolean wasRead;

    ChangingContent(String path, byte[]... contents) {
        this.path = Path.of(path);
        this.contents = new ArrayDeque<>(List.of(contents));
    }

    /** It is gone after it was read. */
    ChangingContent vanishing() {
        vanishes = true;
        return this;
    }

    /** Reading it fails after its first half. */
    ChangingContent breaking() {
        breaks = true;
        return this;
    }

    /** So many bytes that shrink and are different for another seed. */
    static byte[] bytes(int size, int seed) {
        var bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) ((i * 31L + seed) % 7);
        }
        return bytes;
    }

    ManifestEntry entry() {
        var version = new FileVersion(contents.element().length, this.version * 1_000_000_000L, 5, this.version);
        var owner = new Owner(1000, 1000, null, null);
        return new ManifestEntry(
                path, FileType.FILE, version, 0644, owner, null, null, null, ExtendedAttributes.NONE, false);
    }

    void addTo(ArchiveWriter writer) throws IOException {
        writer.add(entry(), this);
    }

    @Override
    public ManifestEntry look() throws SourceException {
        if (vanishes && wasRead) {
            throw new SourceException(path, new NoSuchFileException(path.toString()));
        }
        if (wasRead && contents.size() > 1) {
            contents.remove();
            version++;
        }
        wasRead = false;
        return entry();
    }

    @Override
    public ReadableByteChannel open() {
        var content = contents.element();
        wasRead = true;
        return Channels.newChannel(
                breaks
                        ? new SequenceInputStream(
                                new ByteArrayInputStream(Arrays.copyOf(content, content.length / 2)), new Broken())
                        : new ByteArrayInputStream(content));
    }

    private static final class Broken extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("Input/output error");
        }
    }
}
