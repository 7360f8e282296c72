package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.tree.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
                        MirrorFilters.of(List.of("[")),
                        false,
                        directory,
                        Path.of("routes")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("--exclude is wrong: the pattern \"[\" cannot be read");
    }

    @Test
    void refusesASizeAndANameThatAreNone() {
        assertThatThrownBy(() -> mirror(new MirrorFilters(List.of(), List.of(), false, "much", false)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("--exclude-larger-than = much is not a size");
        assertThatThrownBy(() -> mirror(new MirrorFilters(List.of(), List.of("a/b"), false, null, false)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("--exclude-if-present = a/b is not the name of a file");
    }

    @Test
    void takesWhatItIsToldToLeaveOut() {
        var settings = mirror(new MirrorFilters(List.of("x"), List.of(".no"), true, "2K", true));

        assertThat(settings.exclude()).containsExactly("x");
        assertThat(settings.selection()).isEqualTo(new Selection(true, List.of(".no"), true, 2048, true));
    }

    private MirrorSettings mirror(MirrorFilters filters) {
        var settings = AdHocMirror.settings(
                directory.resolve("s"), directory.resolve("d"), filters, false, directory, Path.of("routes"));
        return Objects.requireNonNull(settings.jobs().get(0).mirror());
    }

    private static Path home(Map<String, String> variables) {
        return AdHocMirror.home(new Environment(variables::get));
    }
}
