package io.saddlebag.acceptance;

import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong is told once, whatever becomes of the process, and that it is well again. */
class AlertsIT extends MirrorScenario {

    private static final Duration TIME = Duration.ofMinutes(2);

    @Test
    void areToldByCommandsUntilAllIsWell() throws IOException {
        var config = configuration("alert.host = vault");
        Files.delete(source);

        saddlebag.run("--config", config, "backup").endedWith(1);
        saddlebag.run("--config", config, "backup").endedWith(1);
        saddlebag.run("--config", config, "status").endedWith(1).said("  alert:     backup failed since");
        assertThat(alerts()).containsExactly("[vault] docs: backup failed");

        Files.createDirectory(source);
        Files.writeString(source.resolve("file"), "content");
        saddlebag.run("--config", config, "backup").endedWith(0);
        saddlebag.run("--config", config, "backup").endedWith(0);
        assertThat(alerts()).containsExactly("[vault] docs: backup failed", "[vault] docs: recovered (backup failed)");
        assertThat(saddlebag.run("--config", config, "status").endedWith(0).output())
                .doesNotContain("alert:");
    }

    @Test
    void areToldByTheNextOneWhereTheDaemonWasKilledBeforeItCould() throws IOException {
        var config = configuration("alert.digest = 1h", "alert.host = vault", "job.docs.schedule = * * * * * ?");
        Files.delete(source);
        try (var daemon = saddlebag.start("--config", config, "run")) {
            eventually(
                    TIME,
                    () -> assertThat(saddlebag.run("--config", config, "status").output())
                            .contains("  alert:     backup failed since"));
            assertThat(alerts()).isEmpty();
            daemon.kill();
            daemon.waitFor(TIME);
        }

        saddlebag.run("--config", config, "backup").endedWith(1);

        assertThat(alerts()).containsExactly("[vault] docs: backup failed");
    }

    private List<String> alerts() throws IOException {
        return Files.readAllLines(saddlebag.home().resolve("logs/saddlebag.log")).stream()
                .filter(line -> line.contains(" Alert: "))
                .map(line -> line.replaceFirst(".* Alert: ", ""))
                .toList();
    }
}
