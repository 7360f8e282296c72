package io.saddlebag.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiltersTest {

    @ParameterizedTest(name = "{0} excludes {1}: {2}")
    @CsvSource({
        "*.tmp, a.tmp, true",
        "*.tmp, a/b/c.tmp, true",
        "*.tmp, a.tmpx, false",
        "**/*.tmp, c.tmp, true",
        "**/*.tmp, a/b/c.tmp, true",
        "/top, top, true",
        "/top, a/top, false",
        "a/b, a/b, true",
        "a/b, x/a/b, false",
        "a/**/z, a/b/c/z, true",
        "'with space', 'a/with space', true",
        "'[ab]c', bc, true",
        "'?', x, true",
        "'?', xy, false"
    })
    void readsPatternsAsGitDoes(String pattern, String path, boolean excluded) {
        assertThat(Filters.of(List.of(), List.of(pattern)).excludes(Path.of(path), false))
                .isEqualTo(excluded);
    }

    @Test
    void aTrailingSlashMeansDirectoriesOnly() {
        var filters = Filters.of(List.of(), List.of("cache/"));

        assertThat(filters.excludes(Path.of("a/cache"), true)).isTrue();
        assertThat(filters.excludes(Path.of("a/cache"), false)).isFalse();
    }

    @Test
    void anExclamationMarkTakesBackWhatWasExcluded() {
        var filters = Filters.of(List.of(), List.of("*.log", "!keep.log"));

        assertThat(filters.excludes(Path.of("a/other.log"), false)).isTrue();
        assertThat(filters.excludes(Path.of("a/keep.log"), false)).isFalse();
    }

    @Test
    void includeChoosesFilesAndWholeDirectories() {
        var filters = Filters.of(List.of("*.jpg", "letters/"), List.of());

        assertThat(filters.excludes(Path.of("a/x.jpg"), false)).isFalse();
        assertThat(filters.excludes(Path.of("a/x.raw"), false)).isTrue();
        assertThat(filters.excludes(Path.of("letters/2026/ada"), false)).isFalse();
        assertThat(filters.excludes(Path.of("a"), true)).isFalse();
    }

    @Test
    void excludeWinsOverInclude() {
        var filters = Filters.of(List.of("*.jpg"), List.of("thumb*"));

        assertThat(filters.excludes(Path.of("a/thumb1.jpg"), false)).isTrue();
    }

    @Test
    void refusesAPatternThatCannotBeRead() {
        assertThatThrownBy(() -> Filters.of(List.of(), List.of("[a")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("[a");
    }
}
