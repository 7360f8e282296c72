package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.TimeZone;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Schedule nightly = Schedule.parse("0 30 2 * * ?", BERLIN);

    @Test
    void firesOnTheClockOfItsTimeZone() {
        assertThat(nightly.nextAfter(Instant.parse("2026-11-20T12:00:00Z")))
                .contains(Instant.parse("2026-11-21T01:30:00Z"));
        assertThat(nightly.show(Instant.parse("2026-11-21T01:30:00Z"))).startsWith("2026-11-21 02:30:00");
    }

    @Test
    void countsItsTimes() {
        assertThat(nightly.nextAfter(Instant.parse("2026-11-20T12:00:00Z"), 3))
                .contains(Instant.parse("2026-11-23T01:30:00Z"));
    }

    @Test
    void saysTheLastTimeBetweenTwoMoments() {
        var after = Instant.parse("2026-11-01T12:00:00Z");

        assertThat(nightly.lastBetween(after, Instant.parse("2026-11-20T12:00:00Z")))
                .contains(Instant.parse("2026-11-20T01:30:00Z"));
        assertThat(nightly.lastBetween(after, Instant.parse("2026-11-02T01:30:00Z")))
                .contains(Instant.parse("2026-11-02T01:30:00Z"));
        assertThat(nightly.lastBetween(after, Instant.parse("2026-11-02T01:29:59Z")))
                .isEmpty();
    }

    @Test
    void endsWhereItNeverFiresAgain() {
        var past = Schedule.parse("0 0 2 * * ? 2020", BERLIN);

        assertThat(past.nextAfter(Instant.parse("2026-11-20T12:00:00Z"))).isEmpty();
        assertThat(past.nextAfter(Instant.parse("2020-12-30T12:00:00Z"), 3)).isEmpty();
    }

    @Test
    void namesEveryTimeZoneAsQuartzKnowsIt() {
        var moments = new Instant[] {Instant.parse("2026-01-15T00:00:00Z"), Instant.parse("2026-07-15T00:00:00Z")};

        assertThat(ZoneId.getAvailableZoneIds()).allSatisfy(id -> {
            var quartz = TimeZone.getTimeZone(
                    Schedule.parse("0 0 0 * * ?", ZoneId.of(id)).zoneName());
            for (var moment : moments) {
                assertThat(quartz.getOffset(moment.toEpochMilli()))
                        .isEqualTo(ZoneId.of(id).getRules().getOffset(moment).getTotalSeconds() * 1_000);
            }
        });
    }

    /** What docs/configuration.md says; in Berlin the clock is put forward on 2026-03-29 and back on 2026-10-25. */
    @Nested
    class InTheNightThatTheClockIs {

        private final Schedule hourly = Schedule.parse("0 30 * * * ?", BERLIN);

        @Test
        void putForwardATimeThatIsLeftOutIsNone() {
            assertThat(nightly.nextAfter(Instant.parse("2026-03-28T12:00:00Z")))
                    .contains(Instant.parse("2026-03-30T00:30:00Z"));
            assertThat(hourly.nextAfter(Instant.parse("2026-03-29T00:30:00Z")))
                    .contains(Instant.parse("2026-03-29T01:30:00Z"));
        }

        @Test
        void putBackATimeThatComesTwiceIsTheSecondOne() {
            assertThat(nightly.nextAfter(Instant.parse("2026-10-24T12:00:00Z")))
                    .contains(Instant.parse("2026-10-25T01:30:00Z"));
            assertThat(nightly.nextAfter(Instant.parse("2026-10-25T00:10:00Z")))
                    .contains(Instant.parse("2026-10-25T01:30:00Z"));
            assertThat(nightly.nextAfter(Instant.parse("2026-10-25T01:30:00Z")))
                    .contains(Instant.parse("2026-10-26T01:30:00Z"));
            assertThat(hourly.nextAfter(Instant.parse("2026-10-24T23:30:00Z")))
                    .contains(Instant.parse("2026-10-25T01:30:00Z"));
        }
    }
}
