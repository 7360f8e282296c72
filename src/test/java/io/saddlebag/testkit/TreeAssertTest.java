package io.saddlebag.testkit;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeAssertTest {

    private static final FileTime TIME = FileTime.from(Instant.parse("2026-11-20T02:00:00.123456789Z"));

    @TempDir
    Path scratch;

    private Path source;
    private Path target;

    @BeforeEach
    void makeTwoEqualTrees() throws IOException {
        source = makeTree(scratch.resolve("source"));
        target = makeTree(scratch.resolve("target"));
    }

    @Test
    void findsEqualTreesEqual() {
        assertThatTree(target).hasSameContentAs(source);
    }

    @Test
    void detectsAMissingFile() throws IOException {
        change("directory", () -> Files.delete(target.resolve("directory/file")));

        assertDifference("directory/file: is missing");
    }

    @Test
    void detectsAFileTooMany() throws IOException {
        change("directory", () -> Files.createFile(target.resolve("directory/stranger")));

        assertDifference("directory/stranger: is there, but should not be");
    }

    @Test
    void detectsAnotherType() throws IOException {
        change("directory", () -> {
            Files.delete(target.resolve("directory/file"));
            Files.createDirectory(target.resolve("directory/file"));
        });

        assertDifference("directory/file: should be FILE, is DIRECTORY");
    }

    @Test
    void detectsAnotherContentOfTheSameSize() throws IOException {
        change("directory/file", () -> Files.writeString(target.resolve("directory/file"), "CONTENT"));

        assertDifference("directory/file: content differs");
    }

    @Test
    void detectsAnotherSize() throws IOException {
        change("directory/file", () -> Files.writeString(target.resolve("directory/file"), "more content"));

        assertDifference("directory/file: size should be 7, is 12");
    }

    @Test
    void detectsAnotherLinkTarget() throws IOException {
        change("", () -> {
            Files.delete(target.resolve("link"));
            Files.createSymbolicLink(target.resolve("link"), Path.of("elsewhere"));
            RandomAttributes.setTime(target.resolve("link"), TIME);
        });

        assertDifference("link: link target should be dangling, is elsewhere");
    }

    @Test
    void detectsAnotherMode() throws IOException {
        Files.setAttribute(target.resolve("directory"), "unix:mode", 0750);

        assertDifference("directory: mode should be 755, is 750");
    }

    @Test
    void detectsATimeThatIsOffByANanosecond() throws IOException {
        Files.setLastModifiedTime(
                target.resolve("directory"), FileTime.from(TIME.to(TimeUnit.NANOSECONDS) + 1, TimeUnit.NANOSECONDS));

        assertDifference("directory: modification time should be 2026-11-20T02:00:00.123456789Z");
    }

    @Test
    void detectsAnotherOwner() throws IOException {
        Requirements.assumeRoot();
        Files.setAttribute(target.resolve("directory/file"), "unix:uid", 1234);

        assertDifference("directory/file: owner should be 0, is 1234");
    }

    @Test
    void detectsDifferencesOfTheRootItself() throws IOException {
        Files.setLastModifiedTime(target, FileTime.fromMillis(0));

        assertDifference(".: modification time");
    }

    @Test
    void showsTheFirstOfManyDifferences() throws IOException {
        for (int i = 0; i < 100; i++) {
            Files.createFile(source.resolve("more" + i));
        }

        assertDifference("… and 76 more");
    }

    @Test
    void detectsThatAFileWasWrittenAgainWithTheSameContent() throws IOException {
        var before = TreeSnapshot.of(target);
        Files.setLastModifiedTime(target.resolve("directory/file"), TIME);

        assertThatThrownBy(() -> assertThatTree(target).isUnchangedSince(before))
                .hasMessageContaining("directory/file: status change time");
    }

    @Test
    void findsNothingTouchedWhereFilesWereOnlyRead() throws IOException {
        var before = TreeSnapshot.of(target);
        Files.readAllBytes(target.resolve("directory/file"));

        assertThatTree(target).isUnchangedSince(before);
    }

    @Test
    void findsThatNothingCameToBe() throws IOException {
        var before = TreeSnapshot.of(scratch.resolve("nowhere"));
        assertThatTree(scratch.resolve("nowhere")).isUnchangedSince(before);

        Files.createDirectory(scratch.resolve("nowhere"));

        assertThatThrownBy(() -> assertThatTree(scratch.resolve("nowhere")).isUnchangedSince(before))
                .hasMessageContaining(".: appeared");
    }

    @Test
    void toleratesNewFilesButNoLosses() throws IOException {
        var before = TreeSnapshot.of(target);
        Files.createFile(target.resolve("directory/new"));
        assertThatTree(target).stillHasAllFilesOf(before);

        Files.delete(target.resolve("directory/file"));

        assertThatThrownBy(() -> assertThatTree(target).stillHasAllFilesOf(before))
                .hasMessageContaining("directory/file: is gone");
    }

    @Test
    void detectsAPartOfAFile() throws IOException {
        var before = TreeSnapshot.of(target);
        Files.writeString(source.resolve("directory/file"), "new content");
        Files.writeString(target.resolve("directory/file"), "new content");
        assertThatTree(target).hasOnlyWholeFiles(before, source);

        Files.writeString(target.resolve("directory/file"), "new con");

        assertThatThrownBy(() -> assertThatTree(target).hasOnlyWholeFiles(before, source))
                .hasMessageContaining("directory/file: is neither the old file nor the new one");
    }

    @Test
    void detectsTemporaryFilesButNotLookAlikes() throws IOException {
        Files.createFile(target.resolve(".saddlebag-0123.tmp"));
        assertThatTree(target).hasNoTemporaryFiles();

        Files.createFile(target.resolve("directory/.saddlebag-0123456789abcdef.tmp"));

        assertThatThrownBy(() -> assertThatTree(target).hasNoTemporaryFiles()).hasMessageContaining("was left behind");
    }

    @Test
    void expectsSpecialFilesToBeAbsent() throws IOException {
        Command.run("mkfifo", source.resolve("directory/fifo"));
        Files.setLastModifiedTime(source.resolve("directory"), TIME);

        assertThatCode(() -> assertThatTree(target).hasSameContentAs(source)).doesNotThrowAnyException();
    }

    private void assertDifference(String line) {
        assertThatThrownBy(() -> assertThatTree(target).hasSameContentAs(source))
                .hasMessageContaining(line);
    }

    private void change(String touched, Change change) throws IOException {
        change.run();
        Files.setLastModifiedTime(target.resolve(touched), TIME);
    }

    private static Path makeTree(Path root) throws IOException {
        var directory = Files.createDirectories(root.resolve("directory"));
        var file = Files.writeString(directory.resolve("file"), "content");
        var link = Files.createSymbolicLink(root.resolve("link"), Path.of("dangling"));
        Files.setAttribute(file, "unix:mode", 0644);
        Files.setAttribute(directory, "unix:mode", 0755);
        for (var path : new Path[] {file, link, directory, root}) {
            RandomAttributes.setTime(path, TIME);
        }
        return root;
    }

    @FunctionalInterface
    private interface Change {
        void run() throws IOException;
    }
}
