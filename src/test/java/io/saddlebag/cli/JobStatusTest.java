package io.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.JobSettings;
import io.saddlebag.JobType;
import io.saddlebag.Schedule;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

final class JobStatusTest {

    private static final Schedule NIGHTLY = Schedule.parse("0 0 2 * * ?", ZoneOffset.UTC);
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    static JobSettings job(@Nullable Schedule schedule) {
        var type = new JobType("mirror", Path.of("mirror.camel.yaml"), List.of());
        return new JobSettings("photos", type, null, null, null, null, Map.of(), schedule);
    }

    private static Run run(String started, @Nullable Outcome outcome) {
        var time = Instant.parse(started);
        return new Run(1, "photos", time, outcome == null ? null : time, outcome, Counts.NONE, null);
    }

    private static JobStatus status(
            boolean running, @Nullable Run last, @Nullable Run good, @Nullable String since, int overdue) {
        var known = new JobStatus.Known(
                running,
                Optional.ofNullable(last),
                Optional.ofNullable(good),
                Optional.empty(),
                Optional.ofNullable(since).map(Instant::parse));
        return JobStatus.of(job(NIGHTLY), known, overdue, NOON);
    }

    @Nested
    class IsOverdue {

        @Test
        void whenSoManyTimesOfItsSchedulePassedSinceTheLastGoodRun() {
            var good = run("2026-11-18T02:00:00Z", Outcome.DONE);
            var partial = run("2026-11-20T02:00:00Z", Outcome.PARTIAL);

            assertThat(status(false, partial, good, null, 2).overdueSince())
                    .contains(Instant.parse("2026-11-20T02:00:00Z"));
            assertThat(status(false, partial, good, null, 3).overdueSince()).isEmpty();
        }

        @Test
        void whenItNeverRanThoughItsScheduleIsKnown() {
            assertThat(status(false, null, null, "2026-11-18T12:00:00Z", 2).overdueSince())
                    .contains(Instant.parse("2026-11-20T02:00:00Z"));
            assertThat(status(false, null, null, null, 2).overdueSince()).isEmpty();
        }

        @Test
        void notForWhatWasBeforeItsScheduleWasKnown() {
            var good = run("2025-11-20T02:00:00Z", Outcome.DONE);

            assertThat(status(false, good, good, "2026-11-20T11:00:00Z", 2).overdueSince())
                    .isEmpty();
        }

        @Test
        void notWhileARunIsUnderWayThatBeganWithTheLastTime() {
            var good = run("2026-11-18T02:00:00Z", Outcome.DONE);

            assertThat(status(true, run("2026-11-20T02:00:00Z", null), good, null, 2)
                            .overdueSince())
                    .isEmpty();
            assertThat(status(true, run("2026-11-19T02:00:00Z", null), good, null, 2)
                            .overdueSince())
                    .isPresent();
        }

        @Test
        void neverWithoutASchedule() {
            var good = run("2020-11-18T02:00:00Z", Outcome.DONE);
            var known = new JobStatus.Known(
                    false, Optional.of(good), Optional.of(good), Optional.empty(), Optional.empty());

            assertThat(JobStatus.of(job(null), known, 2, NOON).overdueSince()).isEmpty();
        }
    }

    @Test
    void saysWhatWasMissedSinceTheLastRunOfWhateverOutcome() {
        var failed = run("2026-11-19T02:00:00Z", Outcome.FAILED);

        assertThat(status(false, failed, null, null, 2).missedSince()).contains(Instant.parse("2026-11-20T02:00:00Z"));
        assertThat(status(false, run("2026-11-20T02:00:00Z", Outcome.FAILED), null, null, 2)
                        .missedSince())
                .isEmpty();
    }

    @Nested
    class NeedsAttention {

        @Test
        void whenWatchingFailedSinceTheLastRun() {
            var full = run("2026-11-20T02:00:00Z", Outcome.DONE);

            assertThat(watched(full, run("2026-11-20T03:00:00Z", Outcome.NOT_FOUND))
                            .needsAttention())
                    .isTrue();
            assertThat(watched(full, run("2026-11-20T01:00:00Z", Outcome.NOT_FOUND))
                            .needsAttention())
                    .isFalse();
        }

        private JobStatus watched(Run full, Run scopes) {
            var known = new JobStatus.Known(
                    false, Optional.of(full), Optional.of(full), Optional.of(scopes), Optional.empty());
            return JobStatus.of(job(null), known, 2, NOON);
        }

        @ParameterizedTest
        @EnumSource(names = {"FAILED", "NOT_FOUND", "GUARDED", "DAMAGED", "LOST"})
        void afterARunThatCouldNotDoItsWorkOrWaitsForADecision(Outcome outcome) {
            var good = run("2026-11-19T02:00:00Z", Outcome.DONE);

            assertThat(status(false, run("2026-11-20T02:00:00Z", outcome), good, null, 2)
                            .needsAttention())
                    .isTrue();
        }

        @ParameterizedTest
        @EnumSource(
                mode = Mode.EXCLUDE,
                names = {"FAILED", "NOT_FOUND", "GUARDED", "DAMAGED", "LOST"})
        void notAfterARunThatTheNextOneMayMakeGood(Outcome outcome) {
            var good = run("2026-11-19T02:00:00Z", Outcome.DONE);

            assertThat(status(false, run("2026-11-20T02:00:00Z", outcome), good, null, 2)
                            .needsAttention())
                    .isFalse();
        }

        @Test
        void whenItIsOverdue() {
            assertThat(status(false, null, null, "2026-11-18T12:00:00Z", 2).needsAttention())
                    .isTrue();
        }

        @Test
        void notWhenItWasNeverAskedToRun() {
            assertThat(status(false, null, null, null, 2).needsAttention()).isFalse();
        }
    }
}
