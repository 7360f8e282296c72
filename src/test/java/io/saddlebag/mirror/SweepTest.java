package io.saddlebag.mirror;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Counts;
import io.saddlebag.model.Event;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.RunOptions;
import io.saddlebag.testkit.TreeGenerator;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepTest {

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
    class RandomTrees {

        @Test
        void areEqualAfterEachRoundOfChanges() throws IOException {
            staysEqual(1, 6);
        }

        @ParameterizedTest
        @ValueSource(longs = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21})
        @Tag("slow")
        void areEqualAfterEachRoundOfChangesWithAnySeed(long seed) throws IOException {
            staysEqual(seed, 10);
        }

        private void staysEqual(long seed, int rounds) throws IOException {
            var tree = TreeGenerator.seeded(seed).specialFiles().into(mirror.source);
            mirror.sweepWell();
            assertThatTree(mirror.destination).hasSameContentAs(mirror.source);

            for (int round = 1; round <= rounds; round++) {
                var done = tree.change(mirror.source);
                var run = mirror.sweepAllowingDeletions();
                assertThat(run.outcome())
                        .as("seed %d, round %d: %s %s", seed, round, run.message(), mirror.findings)
                        .isEqualTo(Outcome.DONE);
                assertThatTree(mirror.destination)
                        .as("seed %d, round %d: %s", seed, round, done)
                        .hasSameContentAs(mirror.source);
            }
        }

        @Test
        void areLeftAloneWhenNothingChanged() throws IOException {
            TreeGenerator.seeded(1).into(mirror.source);
            mirror.sweepWell();
            mirror.sweepWell();
            var before = TreeSnapshot.of(mirror.destination);

            var run = mirror.sweepWell();

            assertThat(run.counts()).isEqualTo(new Counts(0, 0, 0, run.counts().unchanged(), 0, 0, 0));
            assertThat(mirror.changes).isEmpty();
            assertThatTree(mirror.destination).isUnchangedSince(before);
        }

        @Test
        void ofTheSourceAreNeverWrittenTo() throws IOException {
            TreeGenerator.seeded(1).specialFiles().into(mirror.source);
            var before = TreeSnapshot.of(mirror.source);

            mirror.sweepWell();
            mirror.sweepWell();

            assertThatTree(mirror.source).isUnchangedSince(before);
        }
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

    @Nested
    class Deletions {

        @Test
        void followTheSource() throws IOException {
            mirror.writeFiles("keep", 5);
            mirror.writeFiles("drop/below", 3);
            mirror.sweepWell();
            deleteTree(mirror.source.resolve("drop"));

            var run = mirror.sweepWell();

            assertThat(run.counts().deleted()).isEqualTo(5);
            assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
        }

        @Test
        void areNotCountedWhenTheFilesWereMoved() throws IOException {
            mirror.writeFiles("old", 30);
            mirror.sweepWell();
            Files.move(mirror.source.resolve("old"), mirror.source.resolve("new"));

            mirror.sweepWell();

            assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
        }

        @Test
        void doNotTakeTheOnlyCopyOfAMovedFileThatCouldNotBeDelivered() throws IOException {
            mirror.writeFiles("old", 3);
            mirror.sweepWell();
            Files.move(mirror.source.resolve("old/file1"), mirror.source.resolve("old/moved"));
            var job = mirror.job();

            var run = job.sweep(RunOptions.DEFAULT, change -> {
                if (change.path().endsWith("moved")) {
                    throw new IOException("injected fault");
                }
                return job.deliver(change);
            });

            assertThat(run.outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(run.counts().held()).isEqualTo(1);
            assertThat(mirror.destinationHas("old/file1")).isTrue();
        }

        @Test
        void areListedByADryRunAndNotCarriedOut() throws IOException {
            mirror.writeFiles("a", 3);
            mirror.sweepWell();
            Files.delete(mirror.source.resolve("a/file1"));
            mirror.write("a/new", "new");
            var before = TreeSnapshot.of(mirror.destination);

            var run = mirror.sweepDry();

            assertThat(run.counts()).isEqualTo(new Counts(1, 0, 1, 4, 0, 0, 0));
            assertThat(mirror.changes).extracting(change -> change.event()).contains(Event.DELETE, Event.CREATE);
            assertThatTree(mirror.destination).isUnchangedSince(before);
        }
    }

    @Nested
    class Filtering {

        @Test
        void leavesOutWhatIsExcluded() throws IOException {
            mirror.excluding("**/*.tmp", "cache/", "/top");
            mirror.write("a/file", "x");
            mirror.write("a/file.tmp", "x");
            mirror.write("a/cache/file", "x");
            mirror.write("top", "x");
            mirror.write("a/top", "x");

            mirror.sweepWell();

            assertThat(mirror.destinationHas("a/file")).isTrue();
            assertThat(mirror.destinationHas("a/top")).isTrue();
            assertThat(mirror.destinationHas("a/file.tmp")).isFalse();
            assertThat(mirror.destinationHas("a/cache")).isFalse();
            assertThat(mirror.destinationHas("top")).isFalse();
        }

        @Test
        void takesOnlyWhatIsIncluded() throws IOException {
            mirror.including("*.jpg", "documents/");
            mirror.write("a/photo.jpg", "x");
            mirror.write("a/photo.raw", "x");
            mirror.write("documents/deep/letter", "x");

            mirror.sweepWell();

            assertThat(mirror.destinationHas("a/photo.jpg")).isTrue();
            assertThat(mirror.destinationHas("a/photo.raw")).isFalse();
            assertThat(mirror.destinationHas("documents/deep/letter")).isTrue();
        }

        @Test
        void keepsWhatBecomesExcludedLater() throws IOException {
            mirror.write("a/file.tmp", "x");
            mirror.write("cache/file", "x");
            mirror.sweepWell();
            mirror.excluding("*.tmp", "cache/");

            mirror.sweepWell();

            assertThat(mirror.destinationHas("a/file.tmp")).isTrue();
            assertThat(mirror.destinationHas("cache/file")).isTrue();
        }

        @Test
        void deletesWhatBecomesExcludedLaterIfAskedTo() throws IOException {
            mirror.write("a/file.tmp", "x");
            mirror.write("cache/file", "x");
            mirror.write("file", "x");
            mirror.sweepWell();
            mirror.excluding("*.tmp", "cache/").deletingExcluded();

            mirror.sweepWell();

            assertThat(mirror.destinationHas("a/file.tmp")).isFalse();
            assertThat(mirror.destinationHas("cache")).isFalse();
            assertThat(mirror.destinationHas("file")).isTrue();
        }
    }

    @Nested
    class ALostCatalog {

        @Test
        void costsAComparisonAndNothingElse() throws IOException {
            TreeGenerator.seeded(1).into(mirror.source);
            mirror.sweepWell();
            mirror.loseCatalog();
            var before = TreeSnapshot.of(mirror.destination);

            var run = mirror.sweepWell();

            assertThat(run.counts().created()).isZero();
            assertThat(run.counts().bytes()).isZero();
            assertThatTree(mirror.destination).isUnchangedSince(before);
        }

        @Test
        void isNoReasonToTrustSizeAndTime() throws IOException {
            mirror.write("file", "content");
            mirror.sweepWell();
            Mirror.write(mirror.at("file"), "CONTENT");
            mirror.loseCatalog();

            mirror.sweepWell();

            assertThat(mirror.at("file")).hasContent("content");
        }

        @Test
        void thatIsCorruptIsReplacedInTheMiddleOfARun() throws IOException {
            TreeGenerator.seeded(1).into(mirror.source);
            mirror.sweepWell();
            corruptPages();

            mirror.sweepWell();

            assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
        }

        private void corruptPages() throws IOException {
            mirror.catalog().close();
            var file = mirror.home.resolve("catalog.db");
            var bytes = Files.readAllBytes(file);
            for (int i = 8 * 4096; i < bytes.length; i++) {
                bytes[i] ^= 0x5A;
            }
            Files.write(file, bytes);
            mirror.reopenCatalog();
        }
    }

    static void deleteTree(Path root) throws IOException {
        try (var paths = Files.walk(root)) {
            for (var path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
