package io.saddlebag.restore;

import io.saddlebag.archive.ArchiveFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A small tree whose snapshots are restored. */
abstract class SnapshotRestoring {

    @TempDir
    Path directory;

    SnapshottedTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        use(ArchiveFormat.ZIP);
    }

    /** Begins anew with another format. */
    final void use(ArchiveFormat format) throws IOException {
        if (tree != null) {
            tree.close();
        }
        tree = SnapshottedTree.in(Files.createTempDirectory(directory, "tree"), format);
        tree.write("a", "content of a");
        tree.write("below/b", "content of b");
        tree.write("below/deep/c", "content of c");
        Files.createDirectory(tree.source.resolve("empty"));
        Files.createSymbolicLink(tree.source.resolve("link"), Path.of("below/b"));
    }

    @AfterEach
    void close() {
        tree.close();
    }

    final Path restored(String path) {
        return tree.restored().resolve(path);
    }
}
