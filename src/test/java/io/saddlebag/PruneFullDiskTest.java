package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.Outcome;
import io.saddlebag.testkit.LoopMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prune makes room where there is none at all. */
class PruneFullDiskTest {

    @TempDir
    Path directory;

    @Test
    void needsNoRoom() throws IOException {
        try (var mount = LoopMount.make(directory.resolve("disk.img"), directory.resolve("store"), 8L << 20);
                var job = new PrunedJob(directory)) {
            job.takeFulls(3);
            assertThatThrownBy(() -> fill(mount.directory().resolve("fill")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");

            var run = job.prune().run();

            assertThat(run.outcome()).as(run.message()).isEqualTo(Outcome.DONE);
            assertThat(job.ids()).hasSize(1);
        }
    }

    private static void fill(Path file) throws IOException {
        try (var output = Files.newOutputStream(file)) {
            while (true) {
                output.write(new byte[512]);
            }
        }
    }
}
