package io.saddlebag.acceptance;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.LoopMount;
import io.saddlebag.testkit.TreeGenerator;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong around it, the backup is not destroyed. */
class GuardsIT extends MirrorScenario {

    private static final int DISK = 16 << 20;

    @Nested
    class WhenTheSourceShrinks {

        @Test
        void anEmptiedSourceDeletesNothing() throws IOException {
            new ManyFiles(10, 10, 1000).into(source);
            var before = mirrored();
            Command.run("find", source, "-mindepth", "1", "-delete");

            mirror().endedWith(4);

            assertThatTree(destination).stillHasAllFilesOf(before);
        }

        @Test
        void anUnmountedSourceDeletesNothing() throws IOException {
            try (var disk = LoopMount.make(scratch, "disk", DISK)) {
                source = disk.directory();
                Files.delete(source.resolve("lost+found"));
                TreeGenerator.seeded(2).into(source);
                var before = mirrored();
                disk.unmount();

                mirror().endedWith(4);

                assertThatTree(destination).stillHasAllFilesOf(before);
            }
        }

        @Test
        void anUnmountedDirectoryOfTheSourceCountsAsUnreadable() throws IOException {
            new ManyFiles(5, 20, 100).into(source);
            try (var disk = LoopMount.make(scratch.resolve("image"), source.resolve("disk"), DISK)) {
                Files.writeString(disk.directory().resolve("file"), "on the disk");
                var before = mirrored();
                disk.unmount();

                mirror().endedWith(3);

                assertThatTree(destination).stillHasAllFilesOf(before);
                disk.mount();
                mirrored();
            }
        }

        @Test
        void aSourceThatLostMostOfItsFilesDeletesNothingUntilItIsAllowed() throws IOException {
            new ManyFiles(10, 10, 1000).into(source);
            var before = mirrored();
            for (int i = 0; i < 6; i++) {
                Command.run("rm", "-r", source.resolve("many" + i));
            }
            Files.writeString(source.resolve("new"), "is carried all the same");

            mirror().endedWith(4).said("--allow-delete");
            assertThatTree(destination).stillHasAllFilesOf(before);
            assertThat(destination.resolve("new")).exists();

            saddlebag.run("mirror", source, destination, "--allow-delete").endedWith(0);
            assertThatTree(destination).hasSameContentAs(source);
        }

        @Test
        void aMissingSourceTouchesNothing() throws IOException {
            new ManyFiles(2, 10, 1000).into(source);
            var file = configuration();
            saddlebag.run("--config", file, "backup", "docs").endedWith(0);
            var before = TreeSnapshot.of(destination);
            Files.move(source, scratch.resolve("elsewhere"));

            saddlebag.run("--config", file, "backup", "docs").endedWith(1);

            assertThatTree(destination).isUnchangedSince(before);
        }

        @Test
        void aMissingMarkerTouchesNothing() throws IOException {
            new ManyFiles(2, 10, 1000).into(source);
            Files.createFile(source.resolve(".mounted"));
            var file = configuration("job.docs.marker = .mounted");
            saddlebag.run("--config", file, "backup", "docs").endedWith(0);
            var before = TreeSnapshot.of(destination);
            Files.delete(source.resolve(".mounted"));

            saddlebag.run("--config", file, "backup", "docs").endedWith(1).said(".mounted");

            assertThatTree(destination).isUnchangedSince(before);
        }
    }

    @Nested
    class WhenTheDestinationIsNotWhatItWas {

        @Test
        void nothingIsWrittenBelowAnUnmountedDestination() throws IOException {
            new ManyFiles(2, 10, 1000).into(source);
            try (var disk = LoopMount.make(scratch, "disk", DISK)) {
                destination = disk.directory();
                mirror().endedWith(0);
                disk.unmount();
                var before = TreeSnapshot.of(destination);

                mirror().endedWith(10);
                assertThatTree(destination).isUnchangedSince(before);

                disk.mount();
                mirror().endedWith(0).said("0 created, 0 modified, 0 deleted");
                assertThat(destination.resolve("lost+found")).isDirectory();
            }
        }

        @Test
        void aDirectoryFullOfOtherFilesIsNotEmptied() throws IOException {
            new ManyFiles(2, 10, 1000).into(source);
            TreeGenerator.seeded(3).into(destination);
            var before = TreeSnapshot.of(destination);

            mirror().endedWith(4).said("--allow-delete");

            assertThatTree(destination).stillHasAllFilesOf(before);
        }

        @Test
        void onlyTheLastComponentOfADestinationIsMade() throws IOException {
            new ManyFiles(1, 1, 1000).into(source);
            destination = scratch.resolve("missing/destination");

            assertThat(mirror().exitCode()).isIn(2, 10);

            assertThat(scratch.resolve("missing")).doesNotExist();
        }
    }

    @Nested
    class WhenTheDestinationCannotBeOne {

        @Test
        void theSourceItselfIsNoDestination() throws IOException {
            assertRefused(source);
        }

        @Test
        void aDirectoryInTheSourceIsNoDestination() throws IOException {
            assertRefused(source.resolve("many0"));
        }

        @Test
        void aDirectoryAroundTheSourceIsNoDestination() throws IOException {
            assertRefused(scratch);
        }

        @Test
        void aLinkToTheSourceIsNoDestination() throws IOException {
            assertRefused(Files.createSymbolicLink(scratch.resolve("link"), source));
        }

        @Test
        void aFileIsNoDestination() throws IOException {
            assertRefused(Files.writeString(scratch.resolve("file"), "content"));
        }

        private void assertRefused(Path refused) throws IOException {
            new ManyFiles(2, 10, 1000).into(source);
            var before = TreeSnapshot.of(source);
            destination = refused;

            mirror().endedWith(2).said(refused.getFileName().toString());

            assertThatTree(source).isUnchangedSince(before);
            assertThat(scratch.resolve("file"))
                    .satisfiesAnyOf(
                            file -> assertThat(file).doesNotExist(),
                            file -> assertThat(file).hasContent("content"));
        }
    }
}
