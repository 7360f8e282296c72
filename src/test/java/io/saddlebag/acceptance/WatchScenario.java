package io.saddlebag.acceptance;

import static io.saddlebag.testkit.Eventually.becomesTrue;
import static io.saddlebag.testkit.Eventually.eventually;
import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A daemon that watches the source. */
abstract class WatchScenario extends MirrorScenario {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private int marks;

    /** Starts the daemon, whose one job {@code docs} watches. */
    final RunningProgram watch(String... lines) throws Exception {
        var all = "job.docs.watch = true%njob.docs.hard-links = true%n%s".formatted(String.join("\n", lines));
        return saddlebag.start("--config", configuration(all), "run");
    }

    /** Waits until the destination equals the source, which nobody changes now. */
    final void awaitEquality(RunningProgram daemon) throws Exception {
        awaitMark(daemon);
        eventually(PATIENCE, () -> {
            assertThat(daemon.isAlive()).isTrue();
            assertThatTree(destination)
                    .as(daemon.outputSoFar())
                    .hasSameContentAs(source)
                    .hasNoTemporaryFiles();
        });
    }

    /** Waits until what was changed last is carried; cheaper than to compare the trees. */
    final void awaitMark(RunningProgram daemon) throws Exception {
        var mark = Path.of(".mark" + marks++);
        Files.createFile(source.resolve(mark));
        assertThat(becomesTrue(PATIENCE, () -> Files.exists(destination.resolve(mark))))
                .as("%s", daemon.outputSoFar())
                .isTrue();
    }

    /** Ends the daemon, which is to end well. */
    final void stop(RunningProgram daemon) throws IOException {
        daemon.terminate();
        daemon.waitFor(PATIENCE).endedWith(0);
    }

    final String auditLog() throws IOException {
        return Files.readString(saddlebag.home().resolve("logs/backup_log.txt"));
    }
}
