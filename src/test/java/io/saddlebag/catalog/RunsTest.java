package io.saddlebag.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Counts;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456789Z");
    private static final Counts COUNTS = new Counts(1, 2, 3, 4, 5, 6, 7);

    @TempDir
    Path home;

    private Database database;
    private Runs runs;
    private Instant now = NOON;

    @BeforeEach
    void open() {
        database = Database.open(home, Some.NOON);
        runs = ofBoot("this boot");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void keepsHowARunEnded() {
        long id = runs.start("docs", "/backup");
        now = NOON.plusSeconds(5);

        var ended = runs.end(id, Outcome.PARTIAL, COUNTS, "two files could not be read");

        var expected =
                new Run(id, "docs", NOON, NOON.plusSeconds(5), Outcome.PARTIAL, COUNTS, "two files could not be read");
        assertThat(ended).isEqualTo(expected);
        assertThat(runs.latest("docs")).contains(expected);
    }

    @Test
    void showsARunThatIsUnderWay() {
        long id = runs.start("docs", "/backup");

        assertThat(runs.latest("docs")).contains(new Run(id, "docs", NOON, null, null, Counts.NONE, null));
        assertThat(runs.latest("other")).isEmpty();
    }

    @Test
    void findsTheLatestRunThatDidEverything() {
        run(Outcome.FAILED);
        var good = run(Outcome.DONE);
        var last = run(Outcome.PARTIAL);

        assertThat(runs.latestGood("docs")).contains(good);
        assertThat(runs.latest("docs")).contains(last);
    }

    @Nested
    class Interruption {

        @Test
        void closesRunsWhoseProcessDied() {
            run(Outcome.DONE);
            long first = runs.start("docs", "/backup");
            long second = runs.start("docs", "/other");
            runs.start("music", "/backup");

            var closed = runs.closeInterrupted("docs");

            assertThat(closed).extracting(Run::id).containsExactly(first, second);
            assertThat(closed).allSatisfy(run -> {
                assertThat(run.outcome()).isEqualTo(Outcome.INTERRUPTED);
                assertThat(run.ended()).isNull();
                assertThat(run.message()).isEqualTo("the process died");
            });
            assertThat(runs.closeInterrupted("docs")).isEmpty();
            assertThat(runs.latest("music").orElseThrow().outcome()).isNull();
        }

        @Test
        void leavesUnrecordedDeliveriesSinceTheFirstRunThatDied() {
            run(Outcome.DONE);
            now = NOON.plusSeconds(60);
            runs.start("docs", "/backup");
            runs.closeInterrupted("docs");
            now = NOON.plusSeconds(120);
            runs.start("docs", "/backup");

            assertThat(runs.unrecordedSince("docs", "/backup")).contains(NOON.plusSeconds(60));
        }

        @Test
        void leavesNothingUnrecordedAfterARunThatEndedByItself() {
            runs.start("docs", "/backup");
            runs.closeInterrupted("docs");
            run(Outcome.INTERRUPTED);

            assertThat(runs.unrecordedSince("docs", "/backup")).isEmpty();
        }

        @Test
        void leavesNothingUnrecordedAtAnotherDestination() {
            runs.start("docs", "/other");
            runs.start("music", "/backup");

            assertThat(runs.unrecordedSince("docs", "/backup")).isEmpty();
        }

        @Test
        void trustsNothingOfAnotherOrAnUnknownBoot() {
            runs.start("docs", "/backup");

            assertThat(ofBoot("another boot").unrecordedSince("docs", "/backup"))
                    .isEmpty();
            assertThat(ofBoot(null).unrecordedSince("docs", "/backup")).isEmpty();
        }

        @Test
        void countsFromTheFirstRunOfThisBootThatDied() {
            ofBoot("another boot").start("docs", "/backup");
            now = NOON.plusSeconds(60);
            runs.start("docs", "/backup");

            assertThat(runs.unrecordedSince("docs", "/backup")).contains(NOON.plusSeconds(60));
        }
    }

    @Nested
    class Findings {

        @Test
        void areKeptTheWorstFirst() {
            long id = runs.start("docs", "/backup");
            var note = new Finding(Severity.NOTE, Path.of("fifo"), "skipped");
            var unreadable = new Finding(Severity.UNREADABLE, Some.raw("\u00ff\n"), "permission denied");
            var failed = new Finding(Severity.FAILED, Some.ROOT, "disk full");

            runs.findings(id, List.of(note, unreadable));
            runs.findings(id, List.of(failed));

            assertThat(runs.findings(id, 10)).containsExactly(failed, unreadable, note);
            assertThat(runs.findings(id, 1)).containsExactly(failed);
        }

        @Test
        void areCountedBeyondWhatIsKept() {
            long id = runs.start("docs", "/backup");
            var note = new Finding(Severity.NOTE, Path.of("fifo"), "skipped");
            var failed = new Finding(Severity.FAILED, Path.of("f"), "disk full");

            runs.findings(id, Collections.nCopies(9_999, note));
            runs.findings(id, List.of(failed, failed, failed));

            assertThat(runs.findings(id, 20_000)).hasSize(10_000);
            assertThat(runs.findingCount(id)).isEqualTo(10_002);
            assertThat(runs.findingCount(id, Severity.FAILED)).isEqualTo(3);
            assertThat(runs.findingCount(id, Severity.UNREADABLE)).isZero();
        }
    }

    @Test
    void keepsTheNewestRunsAndTheLatestGoodOne() {
        var older = run(Outcome.DONE);
        var good = run(Outcome.DONE);
        var failed = IntStream.range(0, 4).mapToObj(i -> run(Outcome.FAILED)).toList();
        runs.findings(failed.get(0).id(), List.of(new Finding(Severity.NOTE, Path.of("f"), "x")));

        runs.trim("docs", 2);

        assertThat(runs.latest("docs")).contains(failed.get(3));
        assertThat(runs.latestGood("docs")).contains(good);
        assertThat(runs.findingCount(failed.get(0).id())).isZero();
        assertThat(idsLeft())
                .containsExactly(good.id(), failed.get(2).id(), failed.get(3).id());
        assertThat(idsLeft()).doesNotContain(older.id());
    }

    @Test
    void recordsARunAgainWhenTheCatalogWasReplacedMeanwhile() {
        long id = runs.start("docs", "/backup");
        database.replaceCorrupt();

        var ended = runs.end(id, Outcome.DONE, COUNTS, null);

        assertThat(ended.started()).isEqualTo(NOON);
        assertThat(runs.latestGood("docs")).contains(ended);
    }

    @Test
    void keepsTheRunOfAnotherWhenTheCatalogWasReplacedMeanwhile() {
        long id = runs.start("docs", "/backup");
        database.replaceCorrupt();
        now = NOON.plus(Duration.ofHours(1));
        long other = ofBoot("this boot").start("music", "/backup");

        var ended = runs.end(id, Outcome.DONE, COUNTS, null);

        assertThat(other).isEqualTo(id);
        assertThat(ended.id()).isNotEqualTo(other);
        assertThat(runs.latest("music").orElseThrow().outcome()).isNull();
    }

    private Run run(Outcome outcome) {
        return runs.end(runs.start("docs", "/backup"), outcome, Counts.NONE, null);
    }

    private List<Long> idsLeft() {
        return database.read(handle -> handle.list("select id from run order by id", row -> row.getLong(1)));
    }

    private Runs ofBoot(@Nullable String boot) {
        return new Runs(
                database,
                new Clock() {
                    @Override
                    public Instant instant() {
                        return now;
                    }

                    @Override
                    public ZoneId getZone() {
                        return Some.NOON.getZone();
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        throw new UnsupportedOperationException();
                    }
                },
                boot);
    }

    @Nested
    class AFailureThatNoRunTells {

        @Test
        void isARunOfItsOwn() {
            var failed = runs.failed("docs", "broken", true);

            assertThat(failed).returns(Outcome.FAILED, Run::outcome).returns("broken", Run::message);
            assertThat(runs.latest("docs")).contains(failed);
        }

        @Test
        void endsTheRunThatItLeftOpenWithDeliveriesThatAreNotKnown() {
            long id = runs.start("docs", "/backup");

            assertThat(runs.failed("docs", "broken", true)).returns(id, Run::id).returns(NOON, Run::ended);

            assertThat(runs.closeInterrupted("docs")).isEmpty();
            assertThat(runs.unrecordedSince("docs", "/backup")).contains(NOON);
        }

        @Test
        void leavesARunAloneThatIsUnderWayElsewhere() {
            long id = runs.start("docs", "/backup");

            assertThat(runs.failed("docs", "broken", false).id()).isNotEqualTo(id);

            assertThat(runs.end(id, Outcome.DONE, COUNTS, null)).returns(id, Run::id);
        }
    }
}
