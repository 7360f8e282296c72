package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdHocMirrorTest {

    @TempDir
    Path directory;

    @Test
    void keepsItsCatalogInTheHomeThatTheEnvironmentNames() {
        assertThat(home(Map.of("HOME", "/h"))).isEqualTo(Path.of("/h/.local/state/saddlebag"));
        assertThat(home(Map.of("HOME", "/h", "SADDLEBAG_HOME", "/s"))).isEqualTo(Path.of("/s"));
    }

    @Test
    void asksTheSystemForAHomeWhereTheEnvironmentNamesNone() {
        assertThat(home(Map.of("HOME", "relative")))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".local/state/saddlebag"));
    }

    @Test
    void refusesAPatternThatCannotBeRead() {
        assertThatThrownBy(() -> AdHocMirror.settings(
                        directory.resolve("s"),
                        directory.resolve("d"),
                        List.of("["),
                        false,
                        directory,
                        Path.of("routes")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("--exclude is wrong: the pattern \"[\" cannot be read");
    }

    private static Path home(Map<String, String> variables) {
        return AdHocMirror.home(new Environment(variables::get));
    }
}
