package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Outcome;
import io.saddlebag.testkit.FixedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissedRunsTest {

    private static final Schedule NIGHTLY = Schedule.parse("0 0 2 * * ?", ZoneOffset.UTC);

    @TempDir
    Path directory;

    private final FixedClock clock = new FixedClock("2026-11-20T12:00:00Z");
    private final JobSettings job = job("photos", NIGHTLY);
    private Catalog catalog;
    private Locks locks;

    @BeforeEach
    void open() {
        catalog = Catalog.open(directory, clock);
        locks = new Locks(directory.resolve("locks"), clock);
        missed(job).lookBack();
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void aRunIsMissedWhenItsTimePassedSinceTheLastRunBegan() {
        ran(Outcome.FAILED);

        clock.advance(Duration.ofHours(13));
        assertThat(missed(job).reason(job)).isEmpty();

        clock.advance(Duration.ofHours(2));
        assertThat(missed(job).reason(job))
                .hasValueSatisfying(
                        reason -> assertThat(reason).matches("its run of 2026-11-21 02:00:00.* was missed"));
    }

    @Test
    void aJobThatNeverRanMissesWhatIsDueSinceItsScheduleIsKnown() {
        assertThat(missed(job).reason(job)).isEmpty();

        clock.advance(Duration.ofDays(1));

        assertThat(missed(job).reason(job)).isPresent();
    }

    @Test
    void aScheduleThatWasChangedMissesNothingOfBefore() {
        ran(Outcome.DONE);
        clock.advance(Duration.ofDays(1));
        var changed = job("photos", Schedule.parse("0 0 3 * * ?", ZoneOffset.UTC));
        missed(changed).lookBack();

        assertThat(missed(changed).reason(changed)).isEmpty();
    }

    @Test
    void isMadeUpForOnceHoweverManyTimesPassed() throws Exception {
        clock.advance(Duration.ofDays(9));
        var fired = Collections.synchronizedList(new ArrayList<String>());

        for (int start = 0; start < 2; start++) {
            var missed = missed(job);
            missed.start(name -> {
                fired.add(name);
                ran(Outcome.DONE);
            });
            missed.await();
        }

        assertThat(fired).containsExactly("photos");
    }

    @Test
    void jobsAreMadeUpForOneAfterTheOtherInTheirOrder() {
        var jobs = List.of(job("b", NIGHTLY), job("a", NIGHTLY), job("never", null));
        var missed = new MissedRuns(jobs, catalog, locks, clock);
        missed.lookBack();
        clock.advance(Duration.ofDays(1));
        var fired = Collections.synchronizedList(new ArrayList<String>());

        missed.start(fired::add);
        missed.await();

        assertThat(fired).containsExactly("b", "a");
    }

    @Test
    void nothingIsMadeUpForWhereThatIsNotWanted() {
        clock.advance(Duration.ofDays(9));
        var quiet = job("photos", NIGHTLY.withRunMissed(false));

        assertThat(missed(quiet).reason(quiet)).isEmpty();
    }

    @Test
    void aRunThatWasInterruptedIsMadeUpForBeforeItsNextTime() {
        ran(Outcome.INTERRUPTED);

        assertThat(missed(job).reason(job))
                .hasValueSatisfying(reason -> assertThat(reason).endsWith("was interrupted"));
    }

    @Test
    void aRunThatDiedIsMadeUpForUnlessItIsUnderWay() {
        catalog.runs().start("photos", "/backup");

        assertThat(missed(job).reason(job)).isPresent();
        try (var held = locks.acquire(List.of(Locks.job("photos")), false, () -> false)) {
            assertThat(missed(job).reason(job)).as("while %s is held", held).isEmpty();
        }
    }

    private MissedRuns missed(JobSettings... jobs) {
        return new MissedRuns(Arrays.asList(jobs), catalog, locks, clock);
    }

    private void ran(Outcome outcome) {
        catalog.runs().end(catalog.runs().start("photos", "/backup"), outcome, Counts.NONE, null);
    }

    private static JobSettings job(String name, @Nullable Schedule schedule) {
        var type = new JobType("mirror", Path.of("mirror.camel.yaml"), List.of());
        return new JobSettings(name, type, null, null, null, null, Map.of(), schedule);
    }
}
