package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.SnapshotKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prunes of a store from which somebody took the middle of a chain, such as to a larger disk. */
class PruneBrokenChainTest {

    @TempDir
    Path directory;

    private PrunedJob job;
    private List<String> chain;
    private Path taken;

    @BeforeEach
    void breakAChain() throws IOException {
        job = new PrunedJob(directory);
        for (int i = 0; i < 3; i++) {
            Files.writeString(job.source.resolve("file" + i), "file " + i);
            job.take(i == 0 ? SnapshotKind.FULL : SnapshotKind.INCREMENTAL);
        }
        chain = job.ids();
        taken = directory.resolve("elsewhere");
        Files.move(middle(), taken);
        job.takeFulls(1);
    }

    private Path middle() {
        return job.store.resolve(chain.get(1));
    }

    @AfterEach
    void close() {
        job.close();
    }

    @Test
    void freezesUntilWhatIsMissingIsBack() throws IOException {
        var run = job.prune().run();

        assertThat(run.outcome()).isEqualTo(Outcome.GUARDED);
        assertThat(run.message()).contains(chain.get(1) + " is missing, and " + chain.get(2) + " builds on it");
        assertThat(job.ids()).hasSize(3);

        Files.move(taken, middle());

        assertThat(job.prune().run().outcome()).isEqualTo(Outcome.DONE);
        assertThat(job.ids()).hasSize(1);
    }

    @Test
    void keepsWithForceAsWellWhatTheMissingOneBuildsOn() throws IOException {
        var run = job.prune(true, options -> options).run();

        assertThat(run.outcome()).isEqualTo(Outcome.DONE);
        assertThat(run.counts().deleted()).isZero();
        Files.move(taken, middle());
        assertThat(job.ids()).containsAll(chain);
        assertThat(job.verify(true).outcome()).isEqualTo(Outcome.DONE);
    }
}
