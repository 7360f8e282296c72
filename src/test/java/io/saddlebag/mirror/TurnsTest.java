package io.saddlebag.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Path A = Path.of("a");
    private static final Path B = Path.of("b");

    private final Turns turns = new Turns();
    private final Runnable second = () -> {};
    private final Runnable third = () -> {};

    @Test
    void letsOneVisitToADirectoryBeginAtATime() {
        assertThat(turns.begin(A, () -> {})).isTrue();
        assertThat(turns.begin(A, second)).isFalse();
        assertThat(turns.begin(B, () -> {})).isTrue();
    }

    @Test
    void handsOutThoseThatWaitedWhenItIsOver() {
        turns.begin(A, () -> {});
        turns.begin(A, second);
        turns.begin(A, third);

        assertThat(turns.end(A)).containsExactly(second, third);
        assertThat(turns.begin(A, second)).isTrue();
    }
}
