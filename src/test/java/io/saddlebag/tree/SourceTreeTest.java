package io.saddlebag.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {

    private static final Path FILE = Path.of("a/b/file");

    @TempDir
    Path directory;

    private Path root;
    private SourceTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        root = directory.resolve("root");
        Files.createDirectories(root.resolve("a/b"));
        Files.writeString(root.resolve(FILE), "inside");
        Files.createDirectories(directory.resolve("outside/b"));
        Files.writeString(directory.resolve("outside/b/file"), "outside");
        tree = new SourceTree(root, Filters.ALL, List.of());
    }

    @AfterEach
    void closeTree() throws IOException {
        tree.close();
    }

    @Test
    void readsFilesOfItsDirectories() throws IOException {
        try (var file = tree.open(FILE)) {
            assertThat(file.size()).isEqualTo("inside".length());
        }
    }

    @Test
    void readsNothingThroughADirectoryThatBecameALink() throws IOException {
        tree.open(FILE).close();
        swapForALink();

        assertThatThrownBy(() -> tree.open(FILE)).isInstanceOf(SourceException.class);
    }

    @Test
    void readsNothingThroughAFileThatBecameALink() throws IOException {
        Files.delete(root.resolve(FILE));
        Files.createSymbolicLink(root.resolve(FILE), directory.resolve("outside/b/file"));

        assertThatThrownBy(() -> tree.open(FILE)).isInstanceOf(SourceException.class);
    }

    @Test
    void knowsADirectoryThatIsAnotherOneNow() throws IOException {
        var before = tree.stat(Path.of("a"));
        swapForALink();

        assertThatThrownBy(() -> tree.requireSame(before)).isInstanceOf(SourceException.class);
    }

    @Test
    void findsNothingBelowALink() throws IOException {
        swapForALink();

        assertThat(tree.find(FILE)).isNull();
    }

    @Test
    void listsWhatIsToBeCarried() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), Path.of("nowhere"));
        Files.writeString(root.resolve(".saddlebag-0123456789abcdef.tmp"), "x");

        var listing = tree.list(Path.of(""));

        assertThat(listing.entries()).extracting(Entry::path).containsExactlyInAnyOrder(Path.of("a"), Path.of("link"));
        assertThat(listing.findings()).hasSize(1);
    }

    private void swapForALink() throws IOException {
        Files.move(root.resolve("a"), directory.resolve("moved"));
        Files.createSymbolicLink(root.resolve("a"), directory.resolve("outside"));
    }
}
