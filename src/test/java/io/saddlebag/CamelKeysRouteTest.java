package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CamelKeysRouteTest {

    @TempDir
    Path directory;

    private ConfigurationFile file;

    @BeforeEach
    void makeFile() {
        file = new ConfigurationFile(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.main.nope = 1",
                "camel.main.shutdown-timeout = soon",
                "camel.component.quartz.nope = 1",
                "camel.component.teleport.speed = 1"
            })
    void sayWhichOfThemIsWrong(String line) {
        var settings = file.read(ConfigurationFile.MIRROR + line);

        assertThatThrownBy(() -> Application.tryRoutes(settings, List.of("documents")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(line.substring(0, line.indexOf(' ')))
                .hasMessageNotContaining("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"camel.nope = 1", "camel.mian.name = x"})
    void areNotIgnoredWhereCamelKnowsNoSuchGroup(String line) {
        assertThatThrownBy(() -> file.read(ConfigurationFile.MIRROR + line))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(":4: " + line.substring(0, line.indexOf(' ')) + " is not a key of Apache Camel.");
    }

    @Test
    void mayBeWrittenAsCamelMainReadsThem() {
        var settings = file.read(
                ConfigurationFile.MIRROR + "camel.routeController.enabled = false\ncamel.rest.api-host = x\n");

        assertThatCode(() -> Application.tryRoutes(settings, List.of("documents")))
                .doesNotThrowAnyException();
    }
}
