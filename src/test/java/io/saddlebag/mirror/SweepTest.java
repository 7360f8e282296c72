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

            assertThat(run.counts()).isEqualTo(new Counts(1, 0, 1, 3, 0, 0, 0));
            assertThat(mirror.changes).extracting(change -> change.event()).contains(Event.DELETE, Event.CREATE);
            assertThatTree(mirror.destination).isUnchangedSince(before);
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
