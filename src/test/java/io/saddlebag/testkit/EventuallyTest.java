package io.saddlebag.testkit;

import static io.saddlebag.testkit.Eventually.becomesTrue;
import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {

    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void returnsAsSoonAsTheAssertionHolds() {
        eventually(
                Duration.ofSeconds(10),
                () -> assertThat(attempts.incrementAndGet()).isEqualTo(3));

        assertThat(attempts).hasValue(3);
    }

    @Test
    void throwsTheLastErrorWhenTimeIsUp() {
        assertThatThrownBy(() -> eventually(Duration.ofMillis(20), () -> {
                    throw new IllegalStateException("still not");
                }))
                .hasMessageContaining("still not")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void tellsWhetherAConditionCameTrue() throws Exception {
        assertThat(becomesTrue(Duration.ofSeconds(10), () -> attempts.incrementAndGet() == 3))
                .isTrue();
        assertThat(becomesTrue(Duration.ofMillis(5), () -> false)).isFalse();
    }
}
