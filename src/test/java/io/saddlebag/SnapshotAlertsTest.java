package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.SnapshotKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of jobs that take snapshots, by their real runs. */
class SnapshotAlertsTest {

    @TempDir
    Path directory;

    private final FakeOutbox outbox = new FakeOutbox();
    private PrunedJob job;
    private Settings settings;

    @BeforeEach
    void make() throws IOException {
        job = new PrunedJob(directory);
        var file = Files.writeString(directory.resolve("application.properties"), """
                saddlebag.home = home
                alert.host = vault
                alert.free-space = off
                job.documents.type = snapshot
                job.documents.source = source
                job.documents.destination = store
                """);
        settings = new SettingsReader(file, new Environment(name -> null), Path.of("routes")).read();
    }

    @AfterEach
    void close() {
        job.close();
    }

    @Test
    void tellOnceThatPruningIsFrozenAndOnceThatItGoesOn() throws IOException {
        begin();
        job.takeFulls(3);
        breakRestoring();
        tell();
        assertThat(outbox.subjects()).containsExactly("[vault] documents: backup damaged");

        assertThat(job.prune().run().outcome()).isEqualTo(Outcome.GUARDED);
        tell();
        assertThat(job.prune().run().outcome()).isEqualTo(Outcome.GUARDED);
        tell();
        assertThat(outbox.subjects())
                .containsExactly("[vault] documents: backup damaged", "[vault] documents: pruning is frozen");

        repairRestoring();
        assertThat(job.prune().run().outcome()).isEqualTo(Outcome.DONE);
        tell();
        assertThat(outbox.subjects().get(2))
                .isEqualTo(
                        "[vault] 2 alerts: documents: recovered (backup damaged); documents: recovered (pruning is frozen)");
        assertThat(outbox.messages()).hasSize(3);
    }

    @Test
    void tellThatASnapshotIsOfUnusualSize() throws IOException {
        begin();
        job.takeFulls(3);
        tell();
        assertThat(outbox.messages()).isEmpty();

        take(5 << 20);
        assertThat(outbox.subjects()).containsExactly("[vault] documents: snapshot of unusual size");

        take(0);
        assertThat(outbox.subjects().get(1)).isEqualTo("[vault] documents: recovered (snapshot of unusual size)");
    }

    private void take(int size) throws IOException {
        var bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        Files.write(job.source.resolve("large"), bytes);
        job.take(SnapshotKind.FULL);
        tell();
    }

    private void breakRestoring() throws IOException {
        Files.move(archive(), directory.resolve("kept"));
        assertThat(outcome(job.verify(false))).isEqualTo(Outcome.LOST);
    }

    private void repairRestoring() throws IOException {
        Files.move(directory.resolve("kept"), archive());
        assertThat(outcome(job.verify(true))).isEqualTo(Outcome.DONE);
    }

    private Path archive() throws IOException {
        return job.store.resolve(job.ids().get(0)).resolve("data.zip");
    }

    private static Outcome outcome(Run run) {
        return Objects.requireNonNull(run.outcome());
    }

    private void begin() {
        alerting().begin();
    }

    private void tell() {
        var alerting = alerting();
        alerting.begin();
        alerting.finish();
    }

    private Alerting alerting() {
        return new Alerting(settings, job.catalog, job.locks, job.clock, outbox);
    }
}
