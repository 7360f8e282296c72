package io.saddlebag.versions;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.Identity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The journals of a mirror's directories. Lines are added to the end; only expiry writes one anew. */
final class Journal {

    private static final int OWNER_ONLY = 0600;

    private final Destination destination;

    Journal(Destination destination) {
        this.destination = destination;
    }

    /** The lines of a directory's journal, in the order in which they were written; none where there is none. */
    List<JournalLine> read(Path directory) throws IOException {
        var path = VersionPaths.journal(directory);
        if (destination.stat(path) == null) {
            return List.of();
        }
        try (var content = destination.read(path)) {
            return JournalJson.read(content.readAllBytes());
        }
    }

    /** Adds a line; the directory that holds the journal is made if need be. */
    void add(Path directory, JournalLine line) throws IOException {
        makeDirectories(VersionPaths.of(directory));
        destination.appendLine(VersionPaths.journal(directory), JournalJson.write(line));
    }

    /** Makes a directory of ours and those above it that are missing. */
    void makeDirectories(Path kept) throws IOException {
        if (destination.stat(kept) == null) {
            var above = kept.getParent();
            if (above != null) {
                makeDirectories(above);
            }
            destination.makeDirectory(kept);
        }
    }

    /** Makes these the only lines. */
    void replace(Path directory, List<JournalLine> lines, Instant now) throws IOException {
        var content = new ByteArrayOutputStream();
        for (var line : lines) {
            content.write(JournalJson.write(line));
            content.write('\n');
        }
        write(destination, VersionPaths.journal(directory), content.toByteArray(), now);
    }

    /** Writes a small file of ours, or writes it anew. */
    static void write(Destination destination, Path file, byte[] content, Instant now) throws IOException {
        try (var upload = destination.write(file)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                upload.channel().write(bytes);
            }
            upload.commit(attributes(file, content.length, now));
        }
    }

    private static Entry attributes(Path file, long size, Instant now) {
        var self = Identity.current();
        long modified = TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli());
        return new Entry(
                file, FileType.FILE, new FileVersion(size, modified, 0, 0), OWNER_ONLY, self.uid(), self.gid(), 0);
    }
}
