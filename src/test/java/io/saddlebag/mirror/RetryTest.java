package io.saddlebag.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.mirror.Retry.Pauses;
import io.saddlebag.model.Scope;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryTest {

    private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(3));
    private static final Scope A = Mirror.scope("a");

    private final Retry retry = new Retry();
    private long now = Long.MAX_VALUE - 5;

    @Test
    void triesAgainAfterPausesThatGrow() {
        retry.after(A, false, now, PAUSES);
        assertNextAfter(1);
        retry.after(A, true, now, PAUSES);
        assertNextAfter(2);
        retry.after(A, true, now, PAUSES);
        assertNextAfter(3);
    }

    @Test
    void beginsWithTheShortestPauseAfterASuccess() {
        retry.after(A, false, now, PAUSES);
        assertNextAfter(1);
        retry.after(Scope.NOTHING, true, now, PAUSES);

        retry.after(A, false, now, PAUSES);

        assertNextAfter(1);
    }

    @Test
    void isDueAtOnceWhenThingsWorkAgain() {
        retry.after(A, false, now, PAUSES);

        retry.hurry(now);

        assertThat(retry.take(now)).isEqualTo(A);
    }

    @Test
    void waitsForNothingWhenNothingFailed() {
        assertThat(retry.rest(now)).isEqualTo(Long.MAX_VALUE);
        assertThat(retry.take(now)).isEqualTo(Scope.NOTHING);
    }

    private void assertNextAfter(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos() - 1;
        assertThat(retry.take(now)).isEqualTo(Scope.NOTHING);
        now++;
        assertThat(retry.take(now)).isEqualTo(A);
    }
}
