package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.Outcome;
import io.saddlebag.testkit.FixedClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertingTest {

    private static final Duration DIGEST = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final FixedClock clock = new FixedClock("2026-11-20T12:00:00Z");
    private final FakeOutbox outbox = new FakeOutbox();
    private Settings settings;
    private Catalog catalog;
    private Locks locks;

    @BeforeEach
    void open() throws Exception {
        var file = Files.writeString(directory.resolve("application.properties"), """
                alert.host = vault
                alert.free-space = off
                job.documents.type = mirror
                job.documents.source = source
                job.documents.destination = destination
                job.documents.schedule = 0 0 2 * * ?
                job.documents.time-zone = UTC
                job.photos.type = mirror
                job.photos.source = photos
                job.photos.destination = elsewhere
                """);
        settings = new SettingsReader(file, new Environment(name -> null), Path.of("routes")).read();
        catalog = Catalog.open(directory.resolve("var"), clock);
        locks = new Locks(directory.resolve("var/locks"), clock);
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void tellsAtTheEndOfACommandWhatFailedInItsFirstRunEver() {
        var alerting = begun();
        ran("documents", Outcome.FAILED);

        alerting.finish();

        assertThat(outbox.subjects()).containsExactly("[vault] documents: backup failed");
        assertThat(outbox.messages().get(0).id()).isEqualTo("20261120t120000z-000001-documents-failed");
    }

    @Test
    void tellsNothingOfWhatWasBeforeItKnewAnything() {
        ran("documents", Outcome.FAILED);
        clock.advance(Duration.ofSeconds(1));

        begun().finish();

        assertThat(outbox.messages()).isEmpty();
    }

    @Test
    void tellsInOneMessageWhatHappensWithinADigest() {
        var alerting = begun();
        ran("documents", Outcome.FAILED);
        alerting.decide();
        clock.advance(DIGEST.dividedBy(2));
        ran("photos", Outcome.GUARDED);
        alerting.decide();
        assertThat(outbox.messages()).isEmpty();

        clock.advance(DIGEST.dividedBy(2));
        alerting.decide();

        assertThat(outbox.subjects())
                .containsExactly("[vault] 2 alerts: documents: backup failed; photos: a guard stopped deletions");
    }

    @ParameterizedTest
    @EnumSource
    void tellsOnceThoughTheProcessDiesAsItTells(FakeOutbox.Moment moment) {
        var dying = begun();
        ran("documents", Outcome.FAILED);
        outbox.dieNext(moment);
        dying.finish();
        clock.advance(Duration.ofHours(1));
        ran("photos", Outcome.FAILED);

        begun().finish();

        assertThat(outbox.subjects())
                .containsExactly("[vault] documents: backup failed", "[vault] photos: backup failed");
    }

    @Test
    void tellsWhatADeadProcessHadOnlyDecided() {
        var dead = begun();
        ran("documents", Outcome.FAILED);
        dead.decide();

        begun().finish();
        begun().finish();

        assertThat(outbox.subjects()).containsExactly("[vault] documents: backup failed");
    }

    @Test
    void tellsAtAStartThatAJobIsOverdueAndLaterThatItRan() {
        catalog.schedules().known("documents", "0 0 2 * * ? UTC");
        clock.advance(Duration.ofDays(3));

        begun().finish();
        assertThat(outbox.subjects()).containsExactly("[vault] documents: backup overdue");

        var alerting = begun();
        ran("documents", Outcome.DONE);
        alerting.finish();
        assertThat(outbox.subjects())
                .containsExactly("[vault] documents: backup overdue", "[vault] documents: recovered (backup overdue)");
    }

    @Test
    void tellsAJobOverdueWhoseRunsAreAlwaysInterrupted() {
        catalog.schedules().known("documents", "0 0 2 * * ? UTC");
        for (int day = 0; day < 3; day++) {
            clock.advance(Duration.ofDays(1));
            ran("documents", Outcome.INTERRUPTED);
        }

        begun().finish();

        assertThat(outbox.subjects()).containsExactly("[vault] documents: backup overdue");
    }

    @Test
    void tellsAStormInOneMessage() {
        var alerting = begun();
        for (int run = 0; run < 2; run++) {
            long id = catalog.runs().start("documents", "/there");
            catalog.runs()
                    .findings(
                            id,
                            IntStream.range(0, 10_000)
                                    .mapToObj(i -> new Finding(Severity.FAILED, Path.of("f" + i), "permission denied"))
                                    .toList());
            catalog.runs().end(id, Outcome.PARTIAL, Counts.NONE, null);
        }

        alerting.finish();

        assertThat(outbox.messages()).singleElement().satisfies(message -> {
            assertThat(message.subject()).isEqualTo("[vault] documents: backup partial (2nd time)");
            assertThat(message.text()).contains("and 9,980 more");
            assertThat(message.attachment()).isNotNull();
        });
    }

    @Test
    void leavesRunsOfOtherConfigurationsToThose() {
        var alerting = begun();
        ran("somebody-elses", Outcome.FAILED);

        alerting.finish();

        assertThat(outbox.messages()).isEmpty();
        assertThat(catalog.alerts().unjudged()).hasSize(1);
    }

    @Test
    void attachesTheLogOfTheRun() throws Exception {
        Files.createDirectories(directory.resolve("var/logs"));
        Files.writeString(directory.resolve("var/logs/saddlebag.log"), """
                2026-11-20T11:00:00.000+00:00 INFO  [main] runs: long before
                2026-11-20T12:00:00.500+00:00 ERROR [main] runs: job documents: failed
                \tat a line below
                2026-11-20T13:00:00.500+00:00 INFO  [main] runs: long after
                """);
        var alerting = begun();
        ran("documents", Outcome.FAILED);

        alerting.finish();

        assertThat(outbox.messages().get(0).attachment()).isNotNull().satisfies(attachment -> {
            assertThat(attachment.name()).isEqualTo("documents-run-1.log");
            assertThat(attachment.text())
                    .contains("job documents: failed", "at a line below")
                    .doesNotContain("long");
        });
    }

    @Test
    void leavesItToWhoeverHoldsTheLock() {
        var alerting = begun();
        ran("documents", Outcome.FAILED);

        try (var held = locks.acquire(List.of(Alerting.LOCK), false, () -> false)) {
            assertThat(held).isNotNull();
            alerting.decide();
        }
        assertThat(catalog.alerts().unjudged()).hasSize(1);

        alerting.finish();
        assertThat(outbox.messages()).hasSize(1);
    }

    @Test
    void neverThrows() {
        var alerting = begun();
        catalog.close();

        alerting.begin();
        alerting.decide();
        alerting.finish();

        assertThat(outbox.messages()).isEmpty();
    }

    private Alerting begun() {
        var alerting = new Alerting(settings, catalog, locks, clock, outbox);
        alerting.begin();
        return alerting;
    }

    private void ran(String job, Outcome outcome) {
        catalog.runs().end(catalog.runs().start(job, "/there"), outcome, Counts.NONE, "what it says");
    }
}
