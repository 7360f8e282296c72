package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void isAWordWithFewDifferences() {
        assertThat(Nearest.find("sorce", List.of("marker", "source"))).contains("source");
        assertThat(Nearest.find("fotos", List.of("photos"))).contains("photos");
    }

    @Test
    void isNothingWhereMoreThanAThirdDiffers() {
        assertThat(Nearest.find("a", List.of("b", "to"))).isEmpty();
        assertThat(Nearest.find("abc", List.of("axy"))).isEmpty();
    }
}
