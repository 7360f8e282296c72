package io.saddlebag.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryNameTest {

    @Test
    void isInTheDirectoryOfTheFileAndKnownAgain() {
        var temporary = TemporaryName.beside(Path.of("/a/b/file"));

        assertThat(temporary.getParent()).isEqualTo(Path.of("/a/b"));
        assertThat(TemporaryName.matches(temporary)).isTrue();
    }

    @Test
    void isNewEachTime() {
        assertThat(TemporaryName.beside(Path.of("x"))).isNotEqualTo(TemporaryName.beside(Path.of("x")));
    }

    @Test
    void doesNotMatchWhatOnlyLooksAlike() {
        assertThat(TemporaryName.matches(Path.of(".saddlebag-0123456789abcdef.tmp.x")))
                .isFalse();
        assertThat(TemporaryName.matches(Path.of(".saddlebag-0123456789abcde.tmp")))
                .isFalse();
        assertThat(TemporaryName.matches(Path.of(".saddlebag-0123456789ABCDEF.tmp")))
                .isFalse();
        assertThat(TemporaryName.matches(Path.of(""))).isFalse();
    }
}
