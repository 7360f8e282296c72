package io.saddlebag.catalog;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileState;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.PathBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** Values that tests of the catalog begin with. */
final class Some {

    static final Clock NOON = Clock.fixed(Instant.parse("2026-11-20T12:00:00.123456789Z"), ZoneOffset.UTC);
    static final Path ROOT = Path.of("");

    private static final AtomicLong INODES = new AtomicLong(100);

    private Some() {}

    static FileState file(String path) {
        return state(Path.of(path), FileType.FILE);
    }

    static FileState directory(String path) {
        return state(Path.of(path), FileType.DIRECTORY);
    }

    static FileState state(Path path, FileType type) {
        return new FileState(entry(path, type), entry(path, type), false);
    }

    static Entry entry(Path path, FileType type) {
        long inode = INODES.incrementAndGet();
        return new Entry(path, type, new FileVersion(inode * 3, -inode, inode, inode * 7), 04755, -2, 1001, 66);
    }

    /** A path of one byte per character. */
    static Path raw(String latin) {
        return PathBytes.toPath(latin.getBytes(StandardCharsets.ISO_8859_1));
    }
}
