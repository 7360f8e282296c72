package io.saddlebag.acceptance;

import static io.saddlebag.testkit.Eventually.eventually;
import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The daemon is started, killed and started again, without a step by hand. */
class DaemonIT extends MirrorScenario {

    private static final Duration TIME = Duration.ofMinutes(2);
    private static final ManyFiles MANY = new ManyFiles(40, 50, 8_000);
    private static final String NOT_SOON = "job.docs.schedule = 0 0 0 1 1 ? 2098";

    @Test
    void takesUpAfterAKillWhatItWasDoing() throws IOException {
        MANY.into(source);
        try (var first = saddlebag.start("--config", scheduled("* * * * * ?"), "run")) {
            eventually(TIME, () -> assertThat(MANY.countIn(destination)).isPositive());
            first.kill();
            first.waitFor(TIME);
        }
        var config = configuration(NOT_SOON);
        saddlebag.run("--config", config, "status").endedWith(0).said("docs (mirror): interrupted");

        try (var second = saddlebag.start("--config", config, "run")) {
            eventually(TIME, () -> assertThat(second.outputSoFar()).contains("job docs: done; "));
            second.terminate();
            second.waitFor(TIME)
                    .endedWith(0)
                    .said("was interrupted, its process died; the next run takes up its work")
                    .said("was interrupted; it is made up for now");
        }
        assertThatTree(destination).hasSameContentAs(source).hasNoTemporaryFiles();
        saddlebag.run("--config", config, "status").endedWith(0).said("docs (mirror): done");
        assertThat(Files.readString(saddlebag.home().resolve("logs/saddlebag.log")))
                .contains("Started; waiting for the schedules of docs (next at 2098-01-01 00:00:00)", "Stopped");
    }

    @Test
    void endsARunThatIsUnderWayWhenItIsStopped() throws IOException {
        MANY.into(source);
        var config = scheduled("* * * * * ?");
        try (var daemon = saddlebag.start("--config", config, "run")) {
            eventually(TIME, () -> assertThat(MANY.countIn(destination)).isPositive());
            daemon.terminate();
            daemon.waitFor(TIME).endedWith(0).said("job docs: ");
        }
        assertThatTree(destination).hasNoTemporaryFiles();
    }

    @Test
    void statusTellsOfAJobThatFailed() throws IOException {
        var config = configuration(NOT_SOON);
        Files.delete(source);
        saddlebag.run("--config", config, "backup").endedWith(1);

        saddlebag.run("--config", config, "status").endedWith(1).said("docs (mirror): failed");
        saddlebag.run("--config", config, "status", "--json").endedWith(1).said("\"needsAttention\" : true");
    }

    private Path scheduled(String cron) throws IOException {
        return configuration("job.docs.schedule = " + cron, "job.docs.transfers = 1");
    }
}
