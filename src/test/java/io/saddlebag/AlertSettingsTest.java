package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.alert.AlertSettings;
import io.saddlebag.alert.FreeSpace;
import io.saddlebag.model.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertSettingsTest {

    @TempDir
    Path directory;

    @Test
    void hasDefaults() throws Exception {
        var alerts = read("");

        assertThat(alerts).isEqualTo(AlertSettings.defaults(alerts.host()));
        assertThat(alerts.host()).isNotBlank();
        assertThat(alerts.freeSpace()).isEqualTo(new FreeSpace(1L << 30, false));
    }

    @Test
    void takesEachKey() throws Exception {
        assertThat(read("""
                        alert.host = vault
                        alert.partial-after = 3
                        alert.overdue = 4
                        alert.size-change = 150%
                        alert.changed-share = 20%
                        alert.free-space = 5%
                        alert.repeat = 12h
                        alert.digest = 0s
                        """))
                .isEqualTo(new AlertSettings(
                        "vault", 3, 4, 150, 20, new FreeSpace(5, true), Duration.ofHours(12), Duration.ZERO));
    }

    @Test
    void turnsMeasuresOff() throws Exception {
        var alerts = read("""
                alert.size-change = off
                alert.changed-share = off
                alert.free-space = off
                """);

        assertThat(alerts.sizeChange()).isZero();
        assertThat(alerts.changedShare()).isZero();
        assertThat(alerts.freeSpace()).isEqualTo(FreeSpace.ANY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "partial-after = 0",
                "overdue = often",
                "size-change = 50",
                "changed-share = 101%",
                "free-space = little",
                "free-space = 0%",
                "repeat = 1s",
                "digest = 2h",
                "host = "
            })
    void refusesWhatMeansNothingWithKeyAndLine(String line) {
        assertThatThrownBy(() -> read("alert." + line + "\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("alert." + line.split(" ")[0])
                .hasMessageContaining("application.properties:1");
    }

    private AlertSettings read(String lines) throws Exception {
        var file = Files.writeString(
                directory.resolve("application.properties"),
                lines + "job.a.type = mirror\njob.a.source = source\njob.a.destination = destination\n");
        return new SettingsReader(file, new Environment(name -> null), Path.of("routes"))
                .read()
                .alerts();
    }
}
