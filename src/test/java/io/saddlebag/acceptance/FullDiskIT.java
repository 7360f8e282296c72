package io.saddlebag.acceptance;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;

import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.Distribution;
import io.saddlebag.testkit.LoopMount;
import io.saddlebag.testkit.TreeGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A disk that is really full. */
class FullDiskIT extends MirrorScenario {

    private static final int DISK = 32 << 20;

    private final Random random = new Random(42);

    @Test
    void aFullDiskSpoilsNothingAndTheNextRunHeals() throws IOException {
        fillAndHeal(0, 5_000_000);
    }

    @Test
    @Tag("slow")
    void aFullDiskSpoilsNothingWheneverItFills() throws IOException {
        for (int i = 1; i <= 10; i++) {
            fillAndHeal(i, 20_000 << (i % 9));
        }
    }

    private void fillAndHeal(int number, int largest) throws IOException {
        try (var disk = LoopMount.make(scratch, "disk" + number, DISK)) {
            source = Files.createDirectory(scratch.resolve("source" + number));
            destination = disk.directory().resolve("backup");
            saddlebag = Distribution.withHome(scratch.resolve("home" + number));
            TreeGenerator.seeded(number).into(source);
            var before = mirrored();

            growBeyondTheDisk(largest);
            changeSomeFiles();
            mirror().endedWith(1).said("No space left");
            assertThatTree(destination).hasOnlyWholeFiles(before, source);

            Command.run("rm", "-r", source.resolve("grown"));
            saddlebag.run("mirror", source, destination, "--allow-delete").endedWith(0);
            assertThatTree(destination).hasSameContentAs(source).hasNoTemporaryFiles();
        }
    }

    private void growBeyondTheDisk(int largest) throws IOException {
        var grown = Files.createDirectory(source.resolve("grown"));
        long size = 0;
        for (int i = 0; size < DISK + DISK / 4; i++) {
            var content = new byte[largest / 2 + random.nextInt(largest / 2)];
            random.nextBytes(content);
            Files.write(grown.resolve("file" + i), content);
            size += content.length;
        }
    }

    private void changeSomeFiles() throws IOException {
        try (var children = Files.list(source)) {
            for (var file : children.filter(FullDiskIT::isFile).toList()) {
                Files.writeString(file, "changed ".repeat(1 + random.nextInt(2000)));
            }
        }
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }
}
