package io.saddlebag.restore;

import static io.saddlebag.restore.MirroredTree.write;
import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.Fault;
import io.saddlebag.testkit.FaultyDestination;
import io.saddlebag.testkit.TreeGenerator;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreTest {

    private static final Instant NEWER = Instant.parse("2024-01-01T12:00:00Z");
    private static final Instant OLDER = Instant.parse("2010-01-01T12:00:00Z");

    @TempDir
    Path directory;

    private MirroredTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = MirroredTree.in(directory);
    }

    @AfterEach
    void close() {
        tree.close();
    }

    private void backUpSmallTree() throws IOException {
        write(tree.source.resolve("a"), "content of a");
        write(tree.source.resolve("below/b"), "content of b");
        write(tree.source.resolve("below/deep/c"), "content of c");
        Files.createDirectory(tree.source.resolve("empty"));
        tree.backUp();
    }

    @Nested
    class ToANewPlace {

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4})
        void aRandomTreeComesBackAsItWas(long seed) throws IOException {
            var generator = TreeGenerator.seeded(seed).into(tree.source);
            tree.backUp();

            tree.restore();

            assertThat(tree.findings).isEmpty();
            assertThatTree(tree.target).hasSameContentAs(tree.source);
            generator.change(tree.source);
            tree.backUp().restore(Overwrite.ALWAYS, true);
            assertThat(tree.findings).isEmpty();
            assertThatTree(tree.target).hasSameContentAs(tree.source);
        }

        @Test
        void onlyWhatIsNamedComesWithTheDirectoriesAbove() throws IOException {
            backUpSmallTree();

            var counts = tree.restore("below/deep", "a").counts();

            assertThat(counts.created()).isEqualTo(4);
            assertThat(tree.target.resolve("below/deep/c")).hasContent("content of c");
            assertThat(tree.target.resolve("a")).exists();
            assertThat(tree.target.resolve("below/b")).doesNotExist();
            assertThat(tree.target.resolve("empty")).doesNotExist();
            assertThat(Files.getLastModifiedTime(tree.target.resolve("below")))
                    .isEqualTo(Files.getLastModifiedTime(tree.mirror.resolve("below")));
        }

        @Test
        void aPathThatIsNotInTheBackupIsSaidAndTheOthersCome() throws IOException {
            backUpSmallTree();

            tree.restore("nowhere", "empty/file", "a");

            assertThat(tree.found()).containsExactly("FAILED empty/file", "FAILED nowhere");
            assertThat(tree.target.resolve("a")).exists();
        }

        @Test
        void aDryRunWritesNothing() throws IOException {
            backUpSmallTree();

            var counts = tree.restore(new RestoreRequest(List.of(), Overwrite.ALWAYS, true), true)
                    .counts();

            assertThat(counts.created()).isEqualTo(6);
            assertThat(tree.target).doesNotExist();
        }

        @Test
        void leftoversOfACrashedBackupStayWhereTheyAre() throws IOException {
            backUpSmallTree();
            write(tree.mirror.resolve(".saddlebag-0123456789abcdef.tmp"), "part");

            tree.restore();

            assertThat(tree.target.resolve(".saddlebag-0123456789abcdef.tmp")).doesNotExist();
        }
    }

    @Nested
    class OverWhatIsThere {

        @BeforeEach
        void prepare() throws IOException {
            backUpSmallTree();
            tree.restore();
        }

        @Test
        void whatIsRightIsNotWrittenAgain() throws IOException {
            var before = TreeSnapshot.of(tree.target);

            var counts = tree.restore().counts();

            assertThat(counts.unchanged()).isEqualTo(6);
            assertThat(counts.bytes()).isZero();
            assertThatTree(tree.target).isUnchangedSince(before);
        }

        @Test
        void alwaysWritesEverythingAgain() {
            var counts = tree.restore(Overwrite.ALWAYS, false).counts();

            assertThat(counts.modified()).isEqualTo(3);
            assertThat(counts.bytes()).isEqualTo(36);
        }

        @Test
        void ifChangedMakesItWhatTheBackupHas() throws IOException {
            Files.writeString(tree.target.resolve("a"), "changed");
            Files.setLastModifiedTime(tree.target.resolve("below/b"), FileTime.from(NEWER));
            Files.setAttribute(tree.target.resolve("below/deep/c"), "unix:mode", 0777);
            Files.setAttribute(tree.target.resolve("empty"), "unix:mode", 0700);
            write(tree.target.resolve("stranger"), "stays");

            tree.restore();

            assertThat(tree.changes).hasSize(4);
            assertThat(tree.target.resolve("stranger")).exists();
            Files.delete(tree.target.resolve("stranger"));
            Files.setLastModifiedTime(tree.target, Files.getLastModifiedTime(tree.source));
            assertThatTree(tree.target).hasSameContentAs(tree.source);
        }

        @Test
        void ifNewerLeavesWhatIsNewerThere() throws IOException {
            Files.writeString(tree.target.resolve("a"), "newer");
            Files.setLastModifiedTime(tree.target.resolve("a"), FileTime.from(NEWER));
            Files.writeString(tree.target.resolve("below/b"), "older");
            Files.setLastModifiedTime(tree.target.resolve("below/b"), FileTime.from(OLDER));

            tree.restore(Overwrite.IF_NEWER, false);

            assertThat(tree.target.resolve("a")).hasContent("newer");
            assertThat(tree.target.resolve("below/b")).hasContent("content of b");
        }

        @Test
        void neverOnlyBringsWhatIsMissing() throws IOException {
            Files.writeString(tree.target.resolve("a"), "other");
            Files.delete(tree.target.resolve("below/b"));

            tree.restore(Overwrite.NEVER, false);

            assertThat(tree.target.resolve("a")).hasContent("other");
            assertThat(tree.target.resolve("below/b")).hasContent("content of b");
        }

        @Test
        void deleteRemovesWhatTheBackupDoesNotHaveInsideThePathsOnly() throws IOException {
            write(tree.target.resolve("stranger"), "outside of the paths");
            write(tree.target.resolve("below/stranger/file"), "inside");
            write(tree.target.resolve("below/cache/file"), "kept");
            tree.keeping((path, isDirectory) -> path.endsWith("cache"));

            var counts = tree.restore(Overwrite.IF_CHANGED, true, "below").counts();

            assertThat(counts.deleted()).isEqualTo(2);
            assertThat(tree.target.resolve("stranger")).exists();
            assertThat(tree.target.resolve("below/stranger")).doesNotExist();
            assertThat(tree.target.resolve("below/cache/file")).exists();
            assertThat(Files.getLastModifiedTime(tree.target.resolve("below")))
                    .isEqualTo(Files.getLastModifiedTime(tree.source.resolve("below")));
        }

        @Test
        void aDirectoryIsReplacedByAFileOnlyWhereDeletingIsAllowed() throws IOException {
            Files.delete(tree.target.resolve("a"));
            write(tree.target.resolve("a/file"), "in the way");

            tree.restore();
            assertThat(tree.found()).containsExactly("FAILED a");
            assertThat(tree.target.resolve("a/file")).exists();

            tree.restore(Overwrite.IF_CHANGED, true);
            assertThat(tree.findings).isEmpty();
            assertThat(tree.target.resolve("a")).hasContent("content of a");
        }

        @Test
        void nothingIsDeletedWhereTheMirrorCannotBeRead() throws IOException {
            write(tree.target.resolve("below/stranger"), "stays");
            Files.move(tree.mirror.resolve("below"), tree.mirror.resolve("moved"));
            Files.createSymbolicLink(tree.mirror.resolve("below"), Path.of("nowhere"));

            tree.restore(Overwrite.NEVER, true);

            assertThat(tree.target.resolve("below/stranger")).exists();
        }
    }

    @Nested
    class PlantedLinks {

        private Path outside;
        private TreeSnapshot before;

        @BeforeEach
        void plant() throws IOException {
            backUpSmallTree();
            outside = Files.createDirectory(directory.resolve("outside"));
            write(outside.resolve("b"), "outside");
            write(outside.resolve("deep/c"), "outside");
            before = TreeSnapshot.of(outside);
            Files.createDirectory(tree.target);
            Files.createSymbolicLink(tree.target.resolve("below"), outside);
            Files.createSymbolicLink(tree.target.resolve("a"), outside.resolve("b"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"ALWAYS", "IF_CHANGED", "IF_NEWER", "NEVER"})
        void areNeverFollowed(Overwrite overwrite) throws IOException {
            tree.restore(overwrite, true);

            assertThatTree(outside).isUnchangedSince(before);
        }

        @Test
        void areReplacedByWhatTheBackupHas() throws IOException {
            tree.restore();

            assertThat(tree.findings).isEmpty();
            assertThat(tree.target.resolve("below")).isDirectory().isNotSameAs(outside);
            assertThat(Files.isSymbolicLink(tree.target.resolve("below"))).isFalse();
            assertThat(tree.target.resolve("a")).isRegularFile().hasContent("content of a");
            assertThatTree(outside).isUnchangedSince(before);
        }

        @Test
        void areRefusedAboveWhatWasNamed() throws IOException {
            tree.restore(Overwrite.ALWAYS, true, "below/b", "below/deep");

            assertThat(tree.found()).containsExactly("FAILED below/b", "FAILED below/deep");
            assertThat(Files.isSymbolicLink(tree.target.resolve("below"))).isTrue();
            assertThatTree(outside).isUnchangedSince(before);
        }

        @Test
        void comeBackAsLinksWhereTheBackupHasThem() throws IOException {
            Files.createSymbolicLink(tree.source.resolve("out"), outside);
            write(tree.target.resolve("out/file"), "in the way");
            tree.backUp();

            tree.restore(Overwrite.IF_CHANGED, true);

            assertThat(Files.readSymbolicLink(tree.target.resolve("out"))).isEqualTo(outside);
            assertThatTree(outside).isUnchangedSince(before);
        }
    }

    @Nested
    class WhenSomethingFails {

        @Test
        void theRestIsRestoredAndARepetitionBringsWhatIsMissing() throws IOException {
            TreeGenerator.seeded(7)
                    .files(20)
                    .directories(5)
                    .links(3)
                    .depth(3, 0)
                    .into(tree.source);
            tree.backUp();
            var healthy = new FaultyDestination(new DirectoryDestination(tree.target, false));
            tree.through(path -> healthy).restore();

            for (int operation = 5; operation < healthy.operations(); operation += 7) {
                Command.run("rm", "-rf", tree.target);
                restoreFailingAt(operation);
                tree.through(path -> new DirectoryDestination(path, false)).restore();

                assertThat(tree.findings).as("operation " + operation).isEmpty();
                assertThatTree(tree.target).hasSameContentAs(tree.source).hasNoTemporaryFiles();
            }
        }

        private void restoreFailingAt(int operation) {
            try {
                tree.through(path -> new FaultyDestination(new DirectoryDestination(path, false), Fault.at(operation)))
                        .restore();
            } catch (SaddlebagException e) {
                assertThat(e.outcome()).isEqualTo(Outcome.FAILED);
            }
        }

        @Test
        void aFullTargetEndsIt() throws IOException {
            TreeGenerator.seeded(8).into(tree.source);
            tree.backUp();
            var full = Fault.afterBytes(50_000)
                    .fromThenOn()
                    .with(() -> new FileSystemException("x", null, "No space left on device"));
            tree.through(path -> new FaultyDestination(new DirectoryDestination(path, false), full));

            assertThatThrownBy(tree::restore).hasMessageContaining("No space left on device");
            assertThat(tree.findings.size()).isLessThan(10);
        }

        @Test
        void aStoppedRestoreIsTakenUpByTheNext() throws IOException {
            TreeGenerator.seeded(9).into(tree.source);
            tree.backUp();
            var asked = new AtomicInteger();
            tree.stoppedWhen(() -> asked.incrementAndGet() > 150);
            assertThatThrownBy(tree::restore)
                    .isInstanceOfSatisfying(
                            SaddlebagException.class,
                            e -> assertThat(e.outcome()).isEqualTo(Outcome.INTERRUPTED));
            var first = new ArrayList<>(tree.changes);

            tree.stoppedWhen(() -> false).restore();

            assertThat(first).isNotEmpty();
            assertThat(tree.findings).isEmpty();
            assertThat(tree.changes)
                    .noneMatch(change -> !change.entry().isDirectory()
                            && first.stream().anyMatch(done -> done.path().equals(change.path())));
            assertThatTree(tree.target).hasSameContentAs(tree.source).hasNoTemporaryFiles();
        }
    }

    @Test
    void leftoversOfAnInterruptedRestoreAreRemoved() throws IOException {
        backUpSmallTree();
        write(tree.target.resolve("below/.saddlebag-0123456789abcdef.tmp"), "part");

        tree.restore();

        assertThatTree(tree.target).hasNoTemporaryFiles();
        assertThat(Files.exists(tree.target.resolve("below/b"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }
}
