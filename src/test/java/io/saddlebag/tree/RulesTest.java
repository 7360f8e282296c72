package io.saddlebag.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.Entry;
import io.saddlebag.model.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {

    private static final Path ROOT = Path.of("");
    private static final String SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55";

    @TempDir
    Path root;

    @BeforeEach
    void makeTree() throws IOException {
        write("a/file", "x");
        write("a/b/file", "x");
    }

    private void write(String path, String content) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), content);
    }

    private SourceTree tree(Selection selection) throws IOException {
        return new SourceTree(root, Filters.ALL, List.of(), selection);
    }

    private Set<Path> carried(Selection selection, String directory) throws IOException {
        try (var tree = tree(selection)) {
            return Set.copyOf(tree.list(Path.of(directory)).entries().stream()
                    .map(Entry::path)
                    .toList());
        }
    }

    private static Selection tagged(String... names) {
        return new Selection(false, List.of(names), false, Long.MAX_VALUE, false);
    }

    private static Selection withoutCaches() {
        return new Selection(false, List.of(), true, Long.MAX_VALUE, false);
    }

    @Test
    void leaveOnlyTheTagsOfATaggedDirectory() throws IOException {
        write("a/.no", "");

        assertThat(carried(tagged(".no", ".other"), "a")).containsExactly(Path.of("a/.no"));
        assertThat(carried(tagged(".other"), "a")).contains(Path.of("a/file"), Path.of("a/b"));
    }

    @Test
    void holdForEntriesThatTheDirectoryDoesNotHave() throws IOException {
        write("a/.no", "");
        write("gone", "x");

        try (var tree = tree(tagged(".no"))) {
            var rules = tree.list(Path.of("a")).rules();

            assertThat(rules.excludes(Path.of("a/gone"), false, 0)).isTrue();
            assertThat(rules.excludes(Path.of("a/.no"), false, 0)).isFalse();
        }
    }

    @Test
    void knowACacheByItsSignatureOnly() throws IOException {
        write("a/CACHEDIR.TAG", SIGNATURE + "\n# made by a test");
        write("c/CACHEDIR.TAG", "Signature: none");
        write("c/file", "x");
        Files.createDirectory(root.resolve("d"));
        Files.createSymbolicLink(root.resolve("d/CACHEDIR.TAG"), root.resolve("a/CACHEDIR.TAG"));
        write("d/file", "x");

        assertThat(carried(withoutCaches(), "a")).containsExactly(Path.of("a/CACHEDIR.TAG"));
        assertThat(carried(withoutCaches(), "c")).contains(Path.of("c/file"));
        assertThat(carried(withoutCaches(), "d")).contains(Path.of("d/file"));
        assertThat(carried(Selection.DEFAULT, "a")).contains(Path.of("a/file"));
    }

    @Test
    void excludeOnlyWhatIsLarger() throws IOException {
        write("four", "1234");
        write("five", "12345");

        var carried = carried(new Selection(false, List.of(), false, 4, false), "");

        assertThat(carried).containsExactlyInAnyOrder(Path.of("four"), Path.of("a"));
    }

    @Test
    void areHandedDownFromIgnoreFiles() throws IOException {
        write(".saddlebagignore", "file\n");

        try (var tree = tree(Selection.DEFAULT)) {
            var above = tree.list(ROOT, tree.rules()).rules();

            assertThat(tree.list(Path.of("a"), above).entries())
                    .extracting(Entry::path)
                    .containsExactly(Path.of("a/b"));
            assertThat(tree.list(Path.of("a/b")).entries()).isEmpty();
            assertThat(tree.list(Path.of("a/b")).excluded()).containsExactly(Path.of("a/b/file"));
        }
    }

    @Test
    void areOneAndTheSameWhereNothingIsSaid() throws IOException {
        try (var tree = tree(Selection.DEFAULT)) {
            var above = tree.list(ROOT, tree.rules()).rules();

            assertThat(tree.list(Path.of("a"), above).rules()).isSameAs(above);
        }
    }

    @Test
    void areFoundForAnyPath() throws IOException {
        write("a/.saddlebagignore", "b/\n");

        try (var tree = tree(Selection.DEFAULT)) {
            assertThat(tree.excludesAtOrAbove(tree.stat(Path.of("a/b/file")))).isTrue();
            assertThat(tree.excludesAtOrAbove(tree.stat(Path.of("a/file")))).isFalse();
            assertThat(tree.excludesAtOrAbove(tree.stat(Path.of("a/file")).at(Path.of("a/b/x/gone"))))
                    .isTrue();
        }
    }

    @Test
    void areThoseAboveWhereAFileOrALinkStandsInTheWay() throws IOException {
        write("a/.saddlebagignore", "*.o\n");
        Files.createSymbolicLink(root.resolve("link"), root.resolve("a"));

        try (var tree = tree(Selection.DEFAULT)) {
            var file = tree.stat(Path.of("a/file"));

            assertThat(tree.excludesAtOrAbove(file.at(Path.of("a/file/x/y/z.o"))))
                    .isTrue();
            assertThat(tree.excludesAtOrAbove(file.at(Path.of("a/file/x/y/z")))).isFalse();
            assertThat(tree.excludesAtOrAbove(file.at(Path.of("link/b/z.o")))).isFalse();
        }
    }

    @Test
    void makeADirectoryUnreadableThatSaysWhatNobodyCanRead() throws IOException {
        write("a/.saddlebagignore", "x\n".repeat(600_000));

        try (var tree = tree(Selection.DEFAULT)) {
            var file = tree.stat(Path.of("a/b/file"));

            assertThatThrownBy(() -> tree.list(Path.of("a"))).hasMessageContaining("it is larger than 1 MB");
            assertThatThrownBy(() -> tree.list(Path.of("a/b"))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> tree.excludesAtOrAbove(file)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void doNotReadALinkOrADirectory() throws IOException {
        write("patterns", "*\n");
        Files.createSymbolicLink(root.resolve("a/.saddlebagignore"), root.resolve("patterns"));
        Files.createDirectory(root.resolve("a/b/.saddlebagignore"));

        try (var tree = tree(Selection.DEFAULT)) {
            assertThat(tree.list(Path.of("a")).entries()).hasSize(3);
            assertThat(tree.list(Path.of("a")).findings())
                    .extracting(Finding::message)
                    .containsExactly("excludes nothing: it is not a regular file");
            assertThat(tree.list(Path.of("a/b")).entries()).hasSize(2);
        }
    }
}
