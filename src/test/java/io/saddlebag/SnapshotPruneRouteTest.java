package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.RunOptions;
import io.saddlebag.store.DirectoryDestination;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The route of a snapshot job prunes behind each run. */
@Timeout(120)
class SnapshotPruneRouteTest {

    private static final String JOB = """
            job.papers.type = snapshot
            job.papers.source = src
            job.papers.destination = dst
            job.papers.full-every = 1ms
            """;

    @TempDir
    Path directory;

    private ConfigurationFile file;

    @BeforeEach
    void write() throws Exception {
        Files.createDirectory(directory.resolve("src"));
        Files.writeString(directory.resolve("src/letter"), "Dear Ada");
        file = new ConfigurationFile(directory);
    }

    @Test
    void keepsWhatTheRulesSay() throws Exception {
        try (var application = Application.forCommand(file.read(JOB + "job.papers.keep-last = 1"), List.of("papers"))) {
            for (int i = 0; i < 3; i++) {
                var run = application.run("papers", RunOptions.DEFAULT);

                assertThat(run.outcome()).isEqualTo(Outcome.DONE);
                assertThat(run.counts().deleted()).isZero();
                assertThat(snapshots()).isEqualTo(1);
            }
            assertThat(application.catalog().runs().latest("prune papers"))
                    .get()
                    .matches(prune -> prune.counts().deleted() == 1);
        }
    }

    @Test
    void leavesNoTraceWithoutRulesAndInADryRun() throws Exception {
        try (var application = Application.forCommand(file.read(JOB), List.of("papers"))) {
            application.run("papers", RunOptions.DEFAULT);
            application.run("papers", RunOptions.DEFAULT);
            assertThat(snapshots()).isEqualTo(2);
        }
        try (var application = Application.forCommand(file.read(JOB + "job.papers.keep-last = 1"), List.of("papers"))) {
            application.run("papers", PrunedJob.dry(RunOptions.DEFAULT));
            assertThat(snapshots()).isEqualTo(2);
            assertThat(application.catalog().runs().latest("prune papers")).isEmpty();
        }
    }

    @Test
    void doesNotMakeARunLookFailedWhenItFailsItself() throws Exception {
        try (var application = Application.forCommand(file.read(JOB + "job.papers.keep-last = 1"), List.of("papers"))) {
            application.run("papers", RunOptions.DEFAULT);
            Files.writeString(
                    Files.createDirectory(directory.resolve("dst/2020-01-01T00-00-00Z-full"))
                            .resolve("thesis"),
                    "thesis");

            var run = application.run("papers", RunOptions.DEFAULT);

            assertThat(run.outcome()).isEqualTo(Outcome.DONE);
            assertThat(application.catalog().runs().latest("papers"))
                    .get()
                    .matches(latest -> latest.outcome() == Outcome.DONE);
            assertThat(application.catalog().runs().latest("prune papers"))
                    .get()
                    .matches(prune -> prune.outcome() == Outcome.GUARDED);
            assertThat(snapshots()).isEqualTo(2);
        }
    }

    private int snapshots() throws Exception {
        return SnapshotStore.open(new DirectoryDestination(directory.resolve("dst"), false))
                .snapshots()
                .headers()
                .size();
    }
}
