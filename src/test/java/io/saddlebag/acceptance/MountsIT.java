package io.saddlebag.acceptance;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.FinishedRun;
import io.saddlebag.testkit.LoopMount;
import io.saddlebag.testkit.Requirements;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Disks that are swapped, and directories that have two names. */
class MountsIT extends MirrorScenario {

    private static final int DISK = 16 << 20;

    @Test
    void anotherDiskInThePlaceOfTheDestinationIsNotTouched() throws IOException {
        new ManyFiles(2, 10, 100).into(source);
        destination = Files.createDirectory(scratch.resolve("disk"));
        try (var right = LoopMount.make(scratch.resolve("right"), destination, DISK)) {
            Files.delete(destination.resolve("lost+found"));
            mirrored();
            right.unmount();
            try (var wrong = LoopMount.make(scratch.resolve("wrong"), destination, DISK)) {
                new ManyFiles(1, 9, 100).into(wrong.directory().resolve("photos"));
                var before = TreeSnapshot.of(destination);

                mirror().endedWith(10).said("another disk");

                assertThatTree(destination).isUnchangedSince(before);
            }
            right.mount();
            mirrored();
        }
    }

    @Test
    void aSourceThatIsBoundToTheDestinationIsNotWrittenTo() throws IOException {
        bound(source, () -> {
            new ManyFiles(1, 5, 10).into(source);
            Files.writeString(source.resolve(".saddlebag-0123456789abcdef.tmp"), "mine");
            var before = TreeSnapshot.of(source);

            mirror().endedWith(1).said("bind mount");

            assertThatTree(source).isUnchangedSince(before);
        });
    }

    @Test
    void aDirectoryOfTheSourceThatIsBoundToTheDestinationIsNotFilled() throws IOException {
        var inside = Files.createDirectory(source.resolve("inside"));
        Files.writeString(source.resolve("file"), "x");
        bound(inside, () -> {
            mirror().endedWith(1).said("bind mount");

            assertThat(inside).isEmptyDirectory();
        });
    }

    private void bound(Path directory, Scene scene) throws IOException {
        Requirements.assumeRoot();
        Requirements.assumeCommands("mount");
        Files.createDirectory(destination);
        Command.run("mount", "--bind", directory, destination);
        try {
            scene.play();
        } finally {
            Command.run("umount", destination);
        }
    }

    private interface Scene {
        void play() throws IOException;
    }

    @Test
    void aModeThatOneFileRefusesIsAFailureAndTriedAgain() throws IOException {
        Requirements.assumeRoot();
        Requirements.assumeCommands("chattr");
        var file = Files.writeString(source.resolve("file"), "x");
        mirrored();
        Command.run("chattr", "+i", destination.resolve("file"));
        Command.run("chmod", "0600", file);
        try {
            mirror().endedWith(3).said("file");
        } finally {
            Command.run("chattr", "-i", destination.resolve("file"));
        }

        mirrored();
    }

    @Test
    void ofOneFileSystemOnlyTheMountPointsAreCarriedAndNothingIsLostWhenTheyAreUnmounted() throws IOException {
        Files.writeString(source.resolve("file"), "x");
        try (var disk = LoopMount.make(scratch.resolve("image"), source.resolve("disk"), DISK)) {
            Files.writeString(disk.directory().resolve("inside"), "x");

            mirrorOneFileSystem().endedWith(0);
            assertThat(destination.resolve("disk")).isEmptyDirectory();
            mirrorOneFileSystem().endedWith(0).said("0 created, 0 modified, 0 deleted");

            disk.unmount();
            mirrorOneFileSystem().endedWith(0);
            Files.writeString(source.resolve("disk/below"), "x");
            mirrorOneFileSystem().endedWith(0);
            assertThat(destination.resolve("disk/below")).hasContent("x");
        }
    }

    @Test
    void whatWasCarriedOfAnotherFileSystemStays() throws IOException {
        Files.writeString(source.resolve("file"), "x");
        try (var disk = LoopMount.make(scratch.resolve("image"), source.resolve("disk"), DISK)) {
            Files.writeString(disk.directory().resolve("inside"), "x");
            mirror().endedWith(0);

            Files.delete(disk.directory().resolve("inside"));
            mirrorOneFileSystem().endedWith(0);
            assertThat(destination.resolve("disk/inside")).exists();

            disk.unmount();
            mirrorOneFileSystem().endedWith(3).said("was a mount point and is not now");
            assertThat(destination.resolve("disk/inside")).exists();
        }
    }

    private FinishedRun mirrorOneFileSystem() throws IOException {
        return saddlebag.run("mirror", "-x", source, destination);
    }
}
