package io.saddlebag.testkit;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.PathBytes;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;

/** A path of an {@link InMemoryDestination}. */
final class MemoryNode {

    final FileType type;
    final long inode;
    final Path target;
    final ByteArrayOutputStream content = new ByteArrayOutputStream();
    ExtendedAttributes extended = ExtendedAttributes.NONE;
    int mode;
    int uid;
    int gid;
    long modified;
    long changed;

    MemoryNode(FileType type, long inode, int mode, Path target) {
        this.type = type;
        this.inode = inode;
        this.mode = mode;
        this.target = target;
    }

    boolean isDirectory() {
        return type == FileType.DIRECTORY;
    }

    Entry at(Path path) {
        return new Entry(path, type, new FileVersion(size(), modified, inode, changed), mode, uid, gid, 1);
    }

    private long size() {
        return switch (type) {
            case FILE -> content.size();
            case LINK -> PathBytes.of(target).length;
            case DIRECTORY, OTHER -> 4096;
        };
    }
}
