package io.saddlebag.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.testkit.InMemoryDestination;
import io.saddlebag.testkit.LoopMount;
import io.saddlebag.testkit.TreeGenerator;
import io.saddlebag.tree.UserAttributes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FatSweepTest {

    @TempDir
    Path directory;

    @Test
    void whatADestinationCannotCarryIsNotCarriedAgain() throws IOException {
        var fat = new InMemoryDestination().likeFat();
        try (var mirror = Mirror.in(directory)
                .with(settings -> settings.withHardLinks(true))
                .through(root -> fat)) {
            Files.createDirectory(mirror.destination);
            TreeGenerator.seeded(1).links(0).into(mirror.source);
            var file = mirror.write("file", "content");
            Files.createLink(mirror.source.resolve("link"), file);
            mirror.sweepWell();

            for (int run = 0; run < 3; run++) {
                mirror.sweepWell();
                assertThat(mirror.changes).isEmpty();
            }
        }
    }

    @Test
    void whatFatCannotCarryIsSaidOnceAndNotCarriedAgain() throws IOException {
        try (var mount = LoopMount.makeFat(directory, "fat", 8 << 20);
                var mirror = Mirror.in(directory)) {
            mirror.with(settings -> MirrorSettings.of("documents", mirror.source, mount.directory())
                    .withHardLinks(true));
            var file = mirror.write("below/file", "content");
            mirror.write("plain", "plain");
            Files.createLink(mirror.source.resolve("below/link"), file);
            Files.setAttribute(file, "unix:mode", 0751);
            Files.setAttribute(mirror.source.resolve("plain"), "unix:uid", 1000);
            assumeTrue(UserAttributes.areCarriedBy(file), "needs a file system with extended attributes");
            UserAttributes.view(file).write("colour", ByteBuffer.wrap(new byte[] {1}));
            Files.write(mirror.source.resolve("zeros"), new byte[100_000]);

            mirror.sweepWell();

            assertThat(mirror.findings).allMatch(finding -> finding.severity() == Severity.NOTE);
            assertThat(mirror.findings)
                    .extracting(Finding::message)
                    .anyMatch(message -> message.startsWith("hard links cannot"))
                    .anyMatch(message -> message.startsWith("extended attributes cannot"))
                    .anyMatch(message -> message.startsWith("owners and groups cannot"))
                    .doesNotHaveDuplicates();
            assertThat(mount.directory().resolve("below/link")).hasContent("content");
            assertThat(mount.directory().resolve("zeros")).hasBinaryContent(new byte[100_000]);
            for (int run = 0; run < 2; run++) {
                mirror.sweepWell();
                assertThat(mirror.changes).isEmpty();
            }
        }
    }
}
