package io.saddlebag.mirror;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Outcome;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepDifferencesTest {

    @TempDir
    Path directory;

    private Mirror mirror;

    @BeforeEach
    void makeMirror() throws IOException {
        mirror = Mirror.in(directory);
    }

    @AfterEach
    void closeMirror() {
        mirror.close();
    }

    @Nested
    class AtTheDestination {

        @Test
        void aFileThatWasLostComesBack() throws IOException {
            mirror.write("a/file", "content");
            mirror.sweepWell();
            Files.delete(mirror.at("a/file"));
            mirror.write("a/other", "x");

            var run = mirror.sweepWell();

            assertThat(run.counts().created()).isEqualTo(2);
            assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
        }

        @Test
        void aFileThatWasAlteredComesBack() throws IOException {
            mirror.write("file", "content");
            mirror.sweepWell();
            Files.writeString(mirror.at("file"), "altered");

            var run = mirror.sweepWell();

            assertThat(run.counts().modified()).isEqualTo(1);
            assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
        }

        @Test
        void aFileThatWasAlteredWithoutATraceInSizeAndTimeComesBack() throws IOException {
            mirror.write("file", "content");
            mirror.sweepWell();
            var time = Files.getLastModifiedTime(mirror.at("file"));
            Files.writeString(mirror.at("file"), "CONTENT");
            Files.setLastModifiedTime(mirror.at("file"), time);

            mirror.sweepWell();

            assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
        }

        @Test
        void aModeThatWasChangedComesBack() throws IOException {
            mirror.write("directory/file", "content");
            mirror.sweepWell();
            Files.setAttribute(mirror.at("directory/file"), "unix:mode", 0600);
            Files.setAttribute(mirror.at("directory"), "unix:mode", 0700);

            var run = mirror.sweepWell();

            assertThat(run.counts().modified()).isEqualTo(2);
            assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
        }

        @Test
        void nothingIsWrittenOrDeletedThroughALink() throws IOException {
            mirror.write("directory/file", "content");
            mirror.write("other", "x");
            mirror.sweepWell();
            var elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
            Mirror.write(elsewhere.resolve("precious"), "precious");
            Files.move(mirror.at("directory"), directory.resolve("moved-away"));
            Files.createSymbolicLink(mirror.at("directory"), elsewhere);
            var before = TreeSnapshot.of(elsewhere);

            mirror.sweepAllowingDeletions();

            assertThatTree(elsewhere).isUnchangedSince(before);
            assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
        }

        @Test
        void leftoversOfACrashAreRemoved() throws IOException {
            mirror.write("directory/file", "content");
            mirror.sweepWell();
            Files.writeString(mirror.at("directory/.saddlebag-0123456789abcdef.tmp"), "part");

            mirror.sweepWell();

            assertThatTree(mirror.destination).hasNoTemporaryFiles().hasSameContentAs(mirror.source);
        }

        @Test
        void lostAndFoundIsNeverTouched() throws IOException {
            mirror.write("file", "content");
            mirror.sweepWell();
            Mirror.write(mirror.at("lost+found/#123"), "x");

            var run = mirror.sweepWell();

            assertThat(run.counts().deleted()).isZero();
            assertThat(mirror.destinationHas("lost+found/#123")).isTrue();
        }
    }

    @Nested
    class InTheSource {

        @Test
        void aChangeWithoutATraceInSizeAndTimeIsCarried() throws IOException {
            var file = mirror.write("file", "content");
            mirror.sweepWell();
            Mirror.write(file, "CONTENT");

            mirror.sweepWell();

            assertThat(mirror.at("file")).hasContent("CONTENT");
        }

        @Test
        void aFileReplacedByAnOlderOneIsCarried() throws IOException {
            var file = mirror.write("file", "content");
            mirror.sweepWell();
            Files.writeString(file, "the old version");
            Files.setLastModifiedTime(file, FileTime.from(Mirror.LONG_AGO.minusSeconds(1_000_000)));

            mirror.sweepWell();

            assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
        }

        @Test
        void aNewModeIsCarriedWithoutTheContent() throws IOException {
            var file = mirror.write("file", "content");
            mirror.sweepWell();
            Files.setAttribute(file, "unix:mode", 0640);

            var run = mirror.sweepWell();

            assertThat(run.counts().modified()).isEqualTo(1);
            assertThat(run.counts().bytes()).isZero();
            assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
        }

        @Test
        void aDirectoryBeyondTheLongestPathIsSaidAndDoesNotStopTheRest() throws IOException {
            mirror.write("file", "content");
            nestBeyondTheLongestPath(mirror.source);

            var run = mirror.sweep();
            shorten(mirror.source);
            shorten(mirror.destination);

            assertThat(run.outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(mirror.destinationHas("file")).isTrue();
        }

        /** Each directory gets its long name after those below it have theirs, so that no call sees the whole path. */
        private static void nestBeyondTheLongestPath(Path top) throws IOException {
            var nested = new ArrayList<Path>();
            for (int i = 0; i < 20; i++) {
                nested.add(0, Files.createDirectory((nested.isEmpty() ? top : nested.get(0)).resolve("d")));
            }
            for (var directory : nested) {
                Files.move(directory, directory.resolveSibling("x".repeat(250)));
            }
        }

        private static void shorten(Path top) throws IOException {
            var directory = top;
            while (Files.exists(directory.resolve("x".repeat(250)))) {
                directory = Files.move(directory.resolve("x".repeat(250)), directory.resolve("d"));
            }
        }

        @Test
        void whatLooksLikeATemporaryFileIsSkippedWithANote() throws IOException {
            mirror.write(".saddlebag-0123456789abcdef.tmp", "mine");

            mirror.sweepWell();

            assertThat(mirror.findings).hasSize(1);
            assertThat(mirror.destinationHas(".saddlebag-0123456789abcdef.tmp")).isFalse();
        }
    }
}
