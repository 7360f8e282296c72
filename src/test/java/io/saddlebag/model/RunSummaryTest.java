package io.saddlebag.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RunSummaryTest {

    private static final Instant START = Instant.parse("2026-11-21T02:00:00Z");

    @Test
    void countsPathsAsPeopleDo() {
        assertThat(RunSummary.paths(1)).isEqualTo("1 path");
        assertThat(RunSummary.paths(2)).isEqualTo("2 paths");
    }

    @Test
    void isTheLineThatScriptsReadToo() {
        var counts = new Counts(12, 3, 1, 84, 0, 0, 4_200_000);

        assertThat(summary(counts, Duration.ofMillis(300)))
                .isEqualTo("12 created, 3 modified, 1 deleted, 84 unchanged, 0 failed; 4.2 MB in 0.3 s");
    }

    @Test
    void namesDeletionsThatWereHeldBack() {
        assertThat(summary(new Counts(0, 0, 0, 9, 0, 5, 0), Duration.ZERO))
                .isEqualTo(
                        "0 created, 0 modified, 0 deleted, 9 unchanged, 0 failed, 5 deletions held back; 0 B in 0.0 s");
        assertThat(summary(new Counts(0, 0, 0, 9, 0, 1, 0), Duration.ZERO)).contains(", 1 deletion held back;");
    }

    @Test
    void roundsTimesToWhatMatters() {
        assertThat(summary(Counts.NONE, Duration.ofMillis(59_949))).endsWith(" in 59.9 s");
        assertThat(summary(Counts.NONE, Duration.ofMillis(59_950))).endsWith(" in 1 min 0 s");
        assertThat(summary(Counts.NONE, Duration.ofSeconds(3_723))).endsWith(" in 1 h 2 min");
    }

    @Test
    void hasNoDurationWhileTheRunHasNoEnd() {
        assertThat(summary(Counts.NONE, null)).endsWith("0 failed; 0 B");
    }

    @Test
    void showsBytesInDecimalUnits() {
        assertThat(DisplayBytes.of(999)).isEqualTo("999 B");
        assertThat(DisplayBytes.of(1_000)).isEqualTo("1.0 kB");
        assertThat(DisplayBytes.of(999_949)).isEqualTo("999.9 kB");
        assertThat(DisplayBytes.of(999_950)).isEqualTo("1.0 MB");
        assertThat(DisplayBytes.of(Long.MAX_VALUE)).isEqualTo("9223372.0 TB");
    }

    private static String summary(Counts counts, @Nullable Duration duration) {
        var ended = duration == null ? null : START.plus(duration);
        return RunSummary.of(new Run(1, "photos", START, ended, Outcome.DONE, counts, null));
    }
}
