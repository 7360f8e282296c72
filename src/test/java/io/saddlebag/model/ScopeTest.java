package io.saddlebag.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {

    @Test
    void aDirectoryWithEverythingBelowSwallowsWhatIsBelow() {
        var scope = Scope.of(List.of(shallow("a/b/c"), deep("a/b/d"), deep("a"), shallow("a-b")));

        assertThat(scope.directories()).containsExactly(deep("a"), shallow("a-b"));
    }

    @Test
    void aDirectoryWithItsOwnListingOnlySwallowsNothingBelow() {
        var scope = Scope.of(List.of(shallow("a"), shallow("a/b")));

        assertThat(scope.directories()).containsExactly(shallow("a"), shallow("a/b"));
    }

    @Test
    void deepWinsOverShallowAtTheSamePath() {
        var scope = Scope.of(List.of(shallow("a"), deep("a"), shallow("a")));

        assertThat(scope.directories()).containsExactly(deep("a"));
    }

    @Test
    void theDeepRootIsTheWholeTree() {
        var scope = Scope.of(List.of(shallow("a"), deep(""), deep("b/c")));

        assertThat(scope).isEqualTo(Scope.WHOLE);
        assertThat(scope.isWhole()).isTrue();
    }

    @Test
    void theShallowRootIsNotTheWholeTree() {
        var scope = Scope.of(List.of(shallow(""), shallow("a")));

        assertThat(scope.isWhole()).isFalse();
        assertThat(scope.directories()).containsExactly(shallow(""), shallow("a"));
    }

    @Test
    void twoScopesMakeOne() {
        var scope = Scope.of(List.of(shallow("b"), deep("a"))).plus(Scope.of(List.of(shallow("a/x"), deep("b"))));

        assertThat(scope.directories()).containsExactly(deep("a"), deep("b"));
        assertThat(Scope.NOTHING.plus(Scope.NOTHING).isEmpty()).isTrue();
    }

    private static DirtyDirectory shallow(String path) {
        return new DirtyDirectory(Path.of(path), false);
    }

    private static DirtyDirectory deep(String path) {
        return new DirtyDirectory(Path.of(path), true);
    }
}
