package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.SnapshotKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What prunes make of the record of runs, and what they tell of themselves. */
class PruneRecordTest {

    @TempDir
    Path directory;

    private PrunedJob job;

    @BeforeEach
    void takeThreeFulls() throws IOException {
        job = new PrunedJob(directory);
        job.takeFulls(3);
    }

    @AfterEach
    void close() {
        job.close();
    }

    @Test
    void aLostCatalogFreezesUntilTheNextRun() throws IOException {
        job.catalog.replaceCorrupt();

        var run = job.prune().run();

        assertThat(run.outcome()).isEqualTo(Outcome.GUARDED);
        assertThat(run.message()).contains("no run of the job is on record");
        assertThat(job.ids()).hasSize(3);
        job.take(SnapshotKind.FULL);
        assertThat(job.prune().run().outcome()).isEqualTo(Outcome.DONE);
        assertThat(job.ids()).hasSize(1);
    }

    @Test
    void aForcedPruneIsNotToldAsTheEndOfAFreeze() throws IOException {
        Files.move(job.source, directory.resolve("away"));
        job.take(SnapshotKind.FULL);
        job.prune();

        job.prune(true, options -> options);

        assertThat(job.told()).hasSize(2);
        assertThat(job.told().get(0)).contains("frozen; 0 removed");
        assertThat(job.told().get(1)).contains(": forced; 2 removed", "in spite of this: the last run");
    }
}
