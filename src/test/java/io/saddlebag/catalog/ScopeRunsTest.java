package io.saddlebag.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Counts;
import io.saddlebag.model.Outcome;
import io.saddlebag.testkit.FixedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was swept between the full sweeps of a job is recorded once an hour. */
class ScopeRunsTest {

    private static final Counts COUNTS = new Counts(1, 2, 3, 4, 5, 6, 7);

    @TempDir
    Path home;

    private final FixedClock clock = new FixedClock("2026-11-20T12:00:00Z");
    private Database database;
    private Runs runs;

    @BeforeEach
    void open() {
        database = Database.open(home, clock);
        runs = new Runs(database, clock, "this boot");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void addsCountsAndKeepsTheWorstOutcome() {
        sweep(Outcome.DONE);
        clock.advance(Duration.ofMinutes(10));
        sweep(Outcome.PARTIAL);
        clock.advance(Duration.ofMinutes(10));
        sweep(Outcome.DONE);

        assertThat(runs.latestScopes("docs")).hasValueSatisfying(run -> {
            assertThat(run.outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(run.message()).isEqualTo("PARTIAL");
            assertThat(run.counts()).isEqualTo(new Counts(3, 6, 9, 12, 15, 18, 21));
            assertThat(run.ended()).isEqualTo(clock.instant());
        });
    }

    @Test
    void beginsAnotherRecordAfterAnHourAndAfterAFullSweep() {
        long first = sweep(Outcome.DONE);
        clock.advance(Duration.ofHours(1));
        long second = sweep(Outcome.DONE);
        runs.end(runs.start("docs", "/backup"), Outcome.DONE, COUNTS, null);
        long third = sweep(Outcome.DONE);

        assertThat(first).isLessThan(second);
        assertThat(second).isLessThan(third);
    }

    @Test
    void areNeverTheLatestRunOfTheJob() {
        sweep(Outcome.DONE);

        assertThat(runs.latest("docs")).isEmpty();
        assertThat(runs.latestGood("docs")).isEmpty();
    }

    @Test
    void oneThatDiedIsReportedAndNotGoneOnWith() {
        long first = sweep(Outcome.DONE);
        clock.advance(Duration.ofMinutes(1));
        runs.startScope("docs", "/backup");

        assertThat(runs.unrecordedSince("docs", "/backup")).contains(Instant.parse("2026-11-20T12:00:00Z"));
        assertThat(runs.closeInterrupted("docs")).hasSize(1);
        assertThat(runs.closeInterrupted("docs")).isEmpty();
        assertThat(sweep(Outcome.DONE)).isNotEqualTo(first);
        assertThat(runs.unrecordedSince("docs", "/backup")).isEmpty();
    }

    @Test
    void deletionsAreCountedForAnHour() {
        var recent = new Target(database, "docs", "/backup").recentDeletions();
        recent.add(clock.instant(), 3);
        clock.advance(Duration.ofMinutes(40));
        recent.add(clock.instant(), 4);
        assertThat(recent.until(clock.instant())).isEqualTo(7);

        clock.advance(Duration.ofMinutes(40));

        assertThat(recent.until(clock.instant())).isEqualTo(4);
    }

    private long sweep(Outcome outcome) {
        long id = runs.startScope("docs", "/backup");
        runs.endScope(id, outcome, COUNTS, outcome == Outcome.DONE ? null : outcome.name());
        return id;
    }
}
