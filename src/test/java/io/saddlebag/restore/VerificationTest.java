package io.saddlebag.restore;

import static io.saddlebag.restore.MirroredTree.flipByte;
import static io.saddlebag.restore.MirroredTree.write;
import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.testkit.Requirements;
import io.saddlebag.testkit.TreeGenerator;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {

    @TempDir
    Path directory;

    private MirroredTree tree;

    @BeforeEach
    void backUp() throws IOException {
        tree = MirroredTree.in(directory);
        write(tree.source.resolve("a"), "content of a");
        write(tree.source.resolve("below/b"), "content of b");
        write(tree.source.resolve("below/c"), "content of c");
        Files.createSymbolicLink(tree.source.resolve("link"), Path.of("a"));
        tree.backUp();
    }

    @AfterEach
    void close() {
        tree.close();
    }

    @Nested
    class WhereNothingHappened {

        @Test
        void everythingIsVerifiedAndNothingWritten() throws IOException {
            var source = TreeSnapshot.of(tree.source);
            var mirror = TreeSnapshot.of(tree.mirror);

            var shallow = tree.verify(false).counts();
            var deep = tree.verify(true).counts();

            assertThat(tree.found()).isEmpty();
            assertThat(shallow.unchanged()).isEqualTo(5);
            assertThat(shallow.bytes()).isZero();
            assertThat(deep.unchanged()).isEqualTo(5);
            assertThat(deep.bytes()).isEqualTo(36);
            assertThatTree(tree.source).isUnchangedSince(source);
            assertThatTree(tree.mirror).isUnchangedSince(mirror);
        }

        @Test
        void aRandomTreeIsFoundRight() throws IOException {
            TreeGenerator.seeded(31).into(tree.source);
            tree.backUp();

            tree.verify(true);
            assertThat(tree.found()).isEmpty();
            tree.withoutCatalog().verify(true);
            assertThat(tree.found()).isEmpty();
        }
    }

    @Nested
    class WhereDirectoriesExclude {

        @Test
        void whatTheMirrorHasOfThatIsLeftOut() throws IOException {
            write(tree.source.resolve("below/deep/kept"), "x");
            tree.backUp();
            write(tree.source.resolve("below/.saddlebagignore"), "/b\n/c\nkept\n");
            Files.delete(tree.source.resolve("below/c"));
            write(tree.source.resolve("below/deep/new"), "x");
            tree.backUp();
            Files.delete(tree.source.resolve("below/deep/kept"));
            flipByte(tree.mirror.resolve("below/b"));

            tree.verify(true);

            assertThat(tree.found()).isEmpty();
        }

        @Test
        void nothingIsSaidOfADirectoryThatCannotBeReadForIt() throws IOException {
            write(tree.source.resolve("below/.saddlebagignore"), "x\n".repeat(600_000));
            Files.delete(tree.mirror.resolve("below/b"));

            tree.verify(true);

            assertThat(tree.found()).containsExactly("UNREADABLE below");
        }
    }

    @Nested
    class WhereTheMirrorIsNotWhatWasDelivered {

        @Test
        void aFlippedByteIsDamageThatOnlyTheContentTells() throws IOException {
            flipByte(tree.mirror.resolve("below/b"));

            tree.verify(false);
            assertThat(tree.found()).isEmpty();
            tree.verify(true);
            assertThat(tree.found()).containsExactly("DAMAGED below/b");

            tree.backUp().verify(true);
            assertThat(tree.found()).isEmpty();
        }

        @Test
        void aMissingFileIsLostUntilTheNextBackup() throws IOException {
            Files.delete(tree.mirror.resolve("a"));

            tree.verify(false);
            assertThat(tree.found()).containsExactly("LOST a");

            tree.backUp().verify(false);
            assertThat(tree.found()).isEmpty();
        }

        @Test
        void aMissingDirectoryIsLostWithAllItHeld() throws IOException {
            Files.delete(tree.mirror.resolve("below/b"));
            Files.delete(tree.mirror.resolve("below/c"));
            Files.delete(tree.mirror.resolve("below"));

            tree.verify(false);

            assertThat(tree.found()).containsExactly("LOST below", "LOST below/b", "LOST below/c");
        }

        @Test
        void anotherSizeTimeTypeModeOrTargetIsDamage() throws IOException {
            Files.writeString(tree.mirror.resolve("a"), "short");
            Files.setPosixFilePermissions(tree.mirror.resolve("below/b"), PosixFilePermissions.fromString("rwxrwxrwx"));
            Files.delete(tree.mirror.resolve("below/c"));
            Files.createDirectory(tree.mirror.resolve("below/c"));
            Files.delete(tree.mirror.resolve("link"));
            Files.createSymbolicLink(tree.mirror.resolve("link"), Path.of("b"));

            tree.verify(false);

            assertThat(tree.found()).containsExactly("DAMAGED a", "DAMAGED below/b", "DAMAGED below/c", "DAMAGED link");
        }

        @Test
        void whatCannotBeReadThereIsReported() throws IOException {
            assumeFalse(Requirements.isRoot());
            Files.setPosixFilePermissions(tree.mirror.resolve("a"), PosixFilePermissions.fromString("---------"));

            tree.verify(true);

            assertThat(tree.found()).containsExactly("UNREADABLE a");
        }
    }

    @Nested
    class WhereTheSourceHasChanged {

        @Test
        void itIsOnlyNotYetCarried() throws IOException {
            Files.writeString(tree.source.resolve("a"), "another content of a");
            write(tree.source.resolve("new/file"), "new");
            Files.delete(tree.source.resolve("below/b"));

            tree.verify(true);

            assertThat(tree.found()).containsExactly("NOTE a", "NOTE below/b", "NOTE new");
        }

        @Test
        void aContentThatChangedWithinSizeAndTimeIsNoDamageEither() throws IOException {
            flipByte(tree.source.resolve("a"));

            tree.verify(true);

            assertThat(tree.found()).containsExactly("NOTE a");
        }

        @Test
        void aChangedFileThatTheMirrorHasLostIsLost() throws IOException {
            Files.writeString(tree.source.resolve("a"), "another content of a");
            Files.delete(tree.mirror.resolve("a"));

            tree.verify(false);

            assertThat(tree.found()).containsExactly("LOST a");
        }

        @Test
        void anEmptiedSourceIsAFailureAndNoNote() throws IOException {
            Files.move(tree.source, directory.resolve("elsewhere"));
            Files.createDirectory(tree.source);

            assertThatThrownBy(() -> tree.verify(false)).hasMessageContaining("is empty");
        }
    }

    @Test
    void withoutACatalogBothSidesAreCompared() throws IOException {
        flipByte(tree.mirror.resolve("a"));
        Files.delete(tree.mirror.resolve("below/b"));
        Files.writeString(tree.source.resolve("below/c"), "changed since");

        tree.withoutCatalog().verify(true);

        assertThat(tree.found()).containsExactly("DAMAGED a", "LOST below/b", "NOTE below/c");
    }

    @Test
    void aStopEndsIt() {
        tree.stoppedWhen(() -> true);

        assertThatThrownBy(() -> tree.verify(true))
                .isInstanceOfSatisfying(
                        SaddlebagException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.INTERRUPTED));
    }
}
