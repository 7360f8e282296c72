package io.saddlebag.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClocksTest {

    @Test
    void aFixedClockStandsUntilItIsPutForward() {
        var clock = new FixedClock("2026-11-20T02:00:00Z");
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-20T02:00:00Z"));

        clock.advance(Duration.ofHours(1));

        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-20T03:00:00Z"));
    }

    @Test
    void aTickingClockNeverShowsTheSameTimeTwice() {
        var clock = new TickingClock("2026-11-20T02:00:00Z", Duration.ofSeconds(1));

        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-20T02:00:00Z"));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-20T02:00:01Z"));
    }
}
