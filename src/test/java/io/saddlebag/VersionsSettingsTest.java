package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.ConfigurationException;
import io.saddlebag.retention.VersionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsSettingsTest {

    @TempDir
    Path directory;

    private ConfigurationFile file;

    @BeforeEach
    void create() {
        file = new ConfigurationFile(directory);
    }

    @Test
    void noneAreKeptUnlessItIsSaid() {
        assertThat(ConfigurationFile.mirrorOf("documents", file.read(ConfigurationFile.MIRROR))
                        .versions())
                .isNull();
    }

    @Test
    void theyAreReadFromTheirKeys() {
        var settings = file.read(
                ConfigurationFile.MIRROR + "job.documents.versions = 30d\njob.documents.versions-last = 10\n");

        assertThat(ConfigurationFile.mirrorOf("documents", settings).versions())
                .isEqualTo(new VersionPolicy(Duration.ofDays(30), 10));
    }

    @ParameterizedTest
    @CsvSource({
        "versions = soon, is not a duration",
        "versions = 0d, keeps nothing",
        "versions-last = 0, is not a whole number",
    })
    void whatMeansNothingIsRefused(String line, String message) {
        assertThatThrownBy(() -> file.read(ConfigurationFile.MIRROR + "job.documents." + line + "\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("job.documents." + line.split(" ")[0])
                .hasMessageContaining(message);
    }

    @Test
    void aJobThatComparesWithTheCatalogKeepsNone() {
        assertThatThrownBy(() -> file.read(
                        ConfigurationFile.MIRROR + "job.documents.compare = catalog\njob.documents.versions = 30d\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("job.documents.versions")
                .hasMessageContaining("has no effect here");
    }
}
