package io.saddlebag.restore;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotRestoreTest extends SnapshotRestoring {

    private static final Instant NEWER = Instant.parse("2024-01-01T12:00:00Z");
    private static final Instant OLDER = Instant.parse("2010-01-01T12:00:00Z");

    @Nested
    class WhatASnapshotHad {

        @Test
        void isThereAndWhatWasDeletedIsNot() throws IOException {
            tree.take();
            Files.delete(tree.source.resolve("below/b"));
            tree.take();

            tree.restore();

            assertThat(restored("below/b")).doesNotExist();
            assertThatTree(tree.restored()).hasSameContentAs(tree.source);
        }

        @Test
        void isThereThoughItWasMovedInWithOldTimes() throws IOException {
            var old = Files.createDirectories(directory.resolve("old/deep"));
            MirroredTree.write(old.resolve("file"), "old");
            Files.setLastModifiedTime(old, FileTime.from(OLDER));
            tree.take();
            Files.move(directory.resolve("old"), tree.source.resolve("old"));
            tree.take();

            tree.restore();

            assertThat(restored("old/deep/file")).hasContent("old");
            assertThatTree(tree.restored()).hasSameContentAs(tree.source);
        }

        @Test
        void isThereThoughAnOlderFileReplacedIt() throws IOException {
            tree.take();
            Files.setLastModifiedTime(tree.write("a", "older"), FileTime.from(OLDER));
            tree.take();

            tree.restore();

            assertThat(restored("a")).hasContent("older");
        }

        @Test
        void isFoundByIdAndByTime() throws IOException {
            var first = tree.take();
            tree.write("a", "another");
            var second = tree.take();

            var byId = new SnapshotWish.Named(first.id().toString()).in(tree.store);
            var byTime = new SnapshotWish.At(second.started().minusSeconds(1)).in(tree.store);

            assertThat(byId.header()).isEqualTo(first);
            assertThat(byTime.header()).isEqualTo(first);
            assertThat(tree.latest().header()).isEqualTo(second);
            assertThatThrownBy(() -> new SnapshotWish.At(OLDER).in(tree.store))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("the first is " + first.id());
            assertThatThrownBy(() -> new SnapshotWish.Named("yesterday").in(tree.store))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("the last one is " + second.id());
        }
    }

    @Test
    void isFoundByTheSecondThatItsIdSays() throws IOException {
        tree.clock.advance(Duration.ofMillis(546));
        var header = tree.take();

        var found = new SnapshotWish.At(header.id().start()).in(tree.store);

        assertThat(found.header()).isEqualTo(header);
    }

    @Nested
    class NamedPaths {

        @ParameterizedTest
        @EnumSource
        void comeAloneWithTheDirectoriesAbove(ArchiveFormat format) throws IOException {
            use(format);
            tree.take();

            var counts = tree.restore("source/below/deep", "source/a").counts();

            assertThat(tree.findings).isEmpty();
            assertThat(counts.created()).isEqualTo(5);
            assertThat(restored("below/deep/c")).hasContent("content of c");
            assertThat(restored("below/b")).doesNotExist();
            assertThat(Files.getLastModifiedTime(restored("below")))
                    .isEqualTo(Files.getLastModifiedTime(tree.source.resolve("below")));
        }

        @Test
        void thatTheSnapshotDoesNotHaveAreSaidAndTheOthersCome() throws IOException {
            tree.take();

            tree.restore("source/nowhere", "source/empty/file", "source/a");

            assertThat(tree.found()).containsExactly("FAILED source/empty/file", "FAILED source/nowhere");
            assertThat(restored("a")).exists();
        }

        @Test
        void areThoseOfTheManifestOrThoseTheFileHad() throws IOException {
            var paths = new RequestedPaths(tree.take());

            assertThat(paths.of(List.of(Path.of("source/a"), Path.of("below/b"), tree.source.resolve("a"))))
                    .containsExactly(Path.of("source/a"), Path.of("source/below/b"), Path.of("source/a"));
            assertThatThrownBy(() -> paths.of(List.of(Path.of("/elsewhere"))))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("in no source of the snapshot");
        }

        @Test
        void getTheirContentThoughTheFirstNameOfTheFileIsAnother() throws IOException {
            Files.createLink(tree.source.resolve("z1"), tree.source.resolve("a"));
            Files.createLink(tree.source.resolve("z2"), tree.source.resolve("a"));
            tree.take();

            tree.restore("source/z1", "source/z2");

            assertThat(tree.findings).isEmpty();
            assertThat(restored("z1")).hasContent("content of a");
            assertThat(Files.isSameFile(restored("z1"), restored("z2"))).isTrue();
            assertThat(restored("a")).doesNotExist();
        }
    }

    @Nested
    class WhatIsThere {

        @BeforeEach
        void restoreOnce() throws IOException {
            tree.take();
            tree.restore();
        }

        @ParameterizedTest
        @EnumSource
        void isNotTouchedWhereItIsRight(ArchiveFormat format) throws IOException {
            use(format);
            Files.createLink(tree.source.resolve("below/name"), tree.source.resolve("a"));
            tree.take();
            tree.restore();
            var before = TreeSnapshot.of(tree.restored());

            var counts = tree.restore().counts();

            assertThat(counts.created() + counts.modified()).isZero();
            assertThat(counts.unchanged()).isEqualTo(9);
            assertThatTree(tree.restored()).isUnchangedSince(before);
        }

        @Test
        void isReplacedAsTheModeSays() throws IOException {
            Files.writeString(restored("a"), "longer than it was");
            Files.setLastModifiedTime(restored("a"), FileTime.from(OLDER));
            Files.writeString(restored("below/b"), "newer");
            Files.setLastModifiedTime(restored("below/b"), FileTime.from(NEWER));

            tree.restore(Overwrite.NEVER, false);
            assertThat(restored("a")).hasContent("longer than it was");
            tree.restore(Overwrite.IF_NEWER, false);
            assertThat(restored("a")).hasContent("content of a");
            assertThat(restored("below/b")).hasContent("newer");
            tree.restore(Overwrite.IF_CHANGED, false);

            assertThat(restored("below/b")).hasContent("content of b");
            assertThatTree(tree.restored()).hasSameContentAs(tree.source);
        }

        @Test
        void isHealedByWritingEverythingAgain() throws IOException {
            MirroredTree.flipByte(restored("a"));

            tree.restore(Overwrite.ALWAYS, false);

            assertThatTree(tree.restored()).hasSameContentAs(tree.source);
        }

        @Test
        void isDeletedInsideTheNamedPathsOnly() throws IOException {
            Files.writeString(restored("stranger"), "s");
            Files.writeString(restored("below/deep/stranger"), "s");
            Files.createDirectories(tree.target.resolve("other"));

            tree.restore(Overwrite.IF_CHANGED, true, "source/below");

            assertThat(restored("below/deep/stranger")).doesNotExist();
            assertThat(restored("stranger")).exists();
            tree.restore(Overwrite.IF_CHANGED, true);
            assertThat(tree.target.resolve("other")).exists();
            assertThatTree(tree.restored()).hasSameContentAs(tree.source);
        }

        @Test
        void staysWhereItIsExcluded() throws IOException {
            Files.writeString(restored("kept"), "k");
            tree.exclusion = (path, isDirectory) -> path.endsWith("kept");

            tree.restore(Overwrite.IF_CHANGED, true);

            assertThat(restored("kept")).exists();
        }

        @Test
        void isNotFollowedWhereItIsALink() throws IOException {
            var outside = Files.createDirectory(directory.resolve("outside"));
            var before = TreeSnapshot.of(outside);
            tree.restore(Overwrite.IF_CHANGED, true);
            Trees.removeTree(restored("below"));
            Files.createSymbolicLink(restored("below"), outside);

            tree.restore("source/below/deep");
            assertThat(tree.found()).containsExactly("FAILED source/below");
            tree.restore(Overwrite.NEVER, false);
            assertThat(tree.found()).containsExactly("FAILED source/below");
            assertThatTree(outside).isUnchangedSince(before);
            tree.restore();

            assertThatTree(outside).isUnchangedSince(before);
            assertThatTree(tree.restored()).hasSameContentAs(tree.source);
        }

        @Test
        void stillGetsTheRestAfterAnInterruption() throws IOException {
            Trees.removeTree(tree.target);
            var polls = new AtomicInteger();
            tree.stopped = () -> polls.incrementAndGet() > 6;
            assertThatThrownBy(() -> tree.restore())
                    .isInstanceOfSatisfying(
                            SaddlebagException.class,
                            e -> assertThat(e.outcome()).isEqualTo(Outcome.INTERRUPTED));
            Files.createDirectories(restored("below"));
            Files.writeString(restored("below/.saddlebag-0123456789abcdef.tmp"), "part");

            tree.stopped = () -> false;
            tree.restore();

            assertThatTree(tree.restored()).hasSameContentAs(tree.source);
        }
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        tree.take();

        var request = SnapshottedTree.request(Overwrite.ALWAYS, true);
        var counts = tree.restore(tree.latest(), request, true).counts();

        assertThat(counts.created()).isEqualTo(8);
        assertThat(tree.target).doesNotExist();
    }

    /** Files of a test. */
    private static final class Trees {

        private static void removeTree(Path path) throws IOException {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                try (var children = Files.list(path)) {
                    for (var child : children.toList()) {
                        removeTree(child);
                    }
                }
            }
            Files.delete(path);
        }
    }
}
