package io.saddlebag.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Finding;
import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IgnoreFileTest {

    @TempDir
    Path directory;

    @Test
    void excludesWhatItsLastMatchingLineSays() {
        var file = file("", "*.log\n!keep.log\n/top\ncache/\n", null);

        assertThat(file.excludes(Path.of("a/x.log"), false)).isTrue();
        assertThat(file.excludes(Path.of("a/keep.log"), false)).isFalse();
        assertThat(file.excludes(Path.of("top"), false)).isTrue();
        assertThat(file.excludes(Path.of("a/top"), false)).isFalse();
        assertThat(file.excludes(Path.of("a/cache"), true)).isTrue();
        assertThat(file.excludes(Path.of("a/cache"), false)).isFalse();
    }

    @Test
    void isAnchoredAtItsDirectory() {
        var file = file("a/b", "/top\nc/d\n", null);

        assertThat(file.excludes(Path.of("a/b/top"), false)).isTrue();
        assertThat(file.excludes(Path.of("a/b/x/top"), false)).isFalse();
        assertThat(file.excludes(Path.of("a/b/c/d"), false)).isTrue();
    }

    @Test
    void standsOverTheFilesOfTheDirectoriesAbove() {
        var above = file("", "*.log\n!*.txt\n", null);
        var file = file("a", "!keep.log\n*.txt\n", above);

        assertThat(file.excludes(Path.of("a/keep.log"), false)).isFalse();
        assertThat(file.excludes(Path.of("a/x.log"), false)).isTrue();
        assertThat(file.excludes(Path.of("a/x.txt"), false)).isTrue();
    }

    @Test
    void neverExcludesIgnoreFiles() {
        var file = file("", "*\n.saddlebagignore\n", null);

        assertThat(file.excludes(Path.of("a/.saddlebagignore"), false)).isFalse();
        assertThat(file.excludes(Path.of("a/b"), false)).isTrue();
    }

    @Test
    void leavesCommentsAndEmptyLinesAndAByteOrderMarkOut() {
        var lines =
                IgnoreFile.Lines.read(IgnoreFile.NAME, "\uFEFFx\r\n\r\n# y\r\n   \r\n/\r\n\\#z\r\n".getBytes(UTF_8));

        assertThat(lines.patterns()).hasSize(2);
        assertThat(lines.notes()).isEmpty();
    }

    @Test
    void namesTheLineThatCannotBeRead() {
        var path = Path.of("a/.saddlebagignore");

        var lines = IgnoreFile.Lines.read(path, "x\n[\ny\n".getBytes(UTF_8));

        assertThat(lines.patterns()).hasSize(2);
        assertThat(lines.notes())
                .singleElement()
                .satisfies(note ->
                        assertThat(note.message()).startsWith("line 2 is ignored: the pattern \"[\" cannot be read"));
        assertThat(lines.notes()).extracting(Finding::path).containsExactly(path);
    }

    @Test
    void excludesWhatGitIgnores() throws IOException {
        Requirements.assumeCommands("git");
        var root = Files.createDirectory(directory.resolve("root"));
        write(root, "", "*.o\n!keep.o\n/build/\ndocs/**/draft\n**/tmp\n\\!odd\nsp ace  \n?x[0-9]\n");
        write(root, "a", "!*.o\nb.o\n/only\n");
        write(root, "a/deep", "*\n!*/\n!yes\n");
        for (var name :
                "x.o keep.o build/y docs/1/2/draft docs/draft tmp/z !odd a/x.o a/b.o a/only a/deep/only a/deep/yes a/deep/no a/deep/er/yes a/deep/er/no ax1 axx build2/build/y"
                        .split(" ")) {
            Files.createDirectories(root.resolve(name).getParent());
            Files.writeString(root.resolve(name), "");
        }
        Files.writeString(root.resolve("sp ace"), "");

        assertThat(carried(root)).isEqualTo(tracked(root));
    }

    private static void write(Path root, String directory, String lines) throws IOException {
        var at = Files.createDirectories(root.resolve(directory));
        Files.writeString(at.resolve(".saddlebagignore"), lines);
    }

    private static Set<String> tracked(Path root) {
        Command.run("git", "-C", root, "init", "-q");
        var listed = Command.run(
                "git", "-C", root, "ls-files", "-z", "--others", "--exclude-per-directory=.saddlebagignore");
        var tracked = new TreeSet<>(Set.of(listed.split("\0")));
        tracked.removeIf(IgnoreFileTest::isIgnoreFile);
        return tracked;
    }

    private static Set<String> carried(Path root) throws IOException {
        var carried = new TreeSet<String>();
        try (var tree = new SourceTree(root, Filters.ALL, Set.of(), Selection.DEFAULT)) {
            add(tree, Path.of(""), tree.rules(), carried);
        }
        return carried;
    }

    private static void add(SourceTree tree, Path directory, Rules above, Set<String> carried) throws IOException {
        var listing = tree.list(directory, above);
        for (var entry : listing.entries()) {
            if (entry.isDirectory()) {
                add(tree, entry.path(), listing.rules(), carried);
            } else if (!isIgnoreFile(entry.path().toString())) {
                carried.add(entry.path().toString());
            }
        }
    }

    /** Git ignores its own files, too. */
    private static boolean isIgnoreFile(String path) {
        return path.endsWith(".saddlebagignore");
    }

    private static IgnoreFile file(String directory, String lines, @Nullable IgnoreFile above) {
        return new IgnoreFile(
                Path.of(directory),
                IgnoreFile.Lines.read(IgnoreFile.NAME, lines.getBytes(UTF_8)).patterns(),
                above);
    }
}
