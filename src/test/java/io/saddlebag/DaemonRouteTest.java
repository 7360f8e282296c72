package io.saddlebag;

import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.testkit.FixedClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the daemon makes up for when it starts, through the routes of the shipped types. */
@Timeout(120)
class DaemonRouteTest {

    private static final Duration TIME = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @BeforeEach
    void writeSource() throws Exception {
        Files.createDirectory(directory.resolve("src"));
        Files.writeString(directory.resolve("src/letter"), "Dear Ada");
    }

    @Test
    void startsAMirrorWhoseTimePassedWhileItWasDown() throws Exception {
        var settings = settings("job.documents.schedule = 0 0 2 1 1 ?\njob.documents.time-zone = Etc/GMT+7");
        knownSince("2020-06-01T00:00:00Z", "0 0 2 1 1 ? Etc/GMT+7");

        try (var daemon = Application.forDaemon(settings)) {
            eventually(
                    TIME,
                    () -> assertThat(daemon.catalog().runs().latestGood("documents"))
                            .isPresent());
        }
        assertThat(directory.resolve("dst/letter")).hasContent("Dear Ada");
    }

    @Test
    void startsACollectWhoseTimePassedWhileItWasDown() throws Exception {
        var settings = new ConfigurationFile(directory).read("""
                job.documents.type = collect
                job.documents.source = src
                job.documents.destination = dst
                job.documents.settle = 0s
                job.documents.schedule = 0 0 2 1 1 ?
                """);
        knownSince(
                "2020-06-01T00:00:00Z",
                settings.job("documents").schedule().orElseThrow().toString());

        try (var daemon = Application.forDaemon(settings)) {
            eventually(TIME, () -> assertThat(directory.resolve("dst/letter")).hasContent("Dear Ada"));
            eventually(
                    TIME,
                    () -> assertThat(daemon.catalog().runs().latestGood("documents"))
                            .isPresent());
        }
    }

    @Test
    void leavesAJobAloneWhoseScheduleIsNewAndTellsTheNextTimeInItsTimeZone() {
        var settings = settings("job.documents.schedule = 0 0 2 1 1 ?\njob.documents.time-zone = Etc/GMT+7");

        Application.forDaemon(settings).close();

        var schedule = settings.job("documents").schedule().orElseThrow();
        var next = schedule.nextAfter(Instant.now()).orElseThrow().atZone(ZoneId.of("Etc/GMT+7"));
        assertThat(next.getHour()).isEqualTo(2);
        assertThat(directory.resolve("dst")).doesNotExist();
    }

    @Test
    void leavesNoRunWhereAScheduleFindsItsJobRunning() {
        var settings = settings("job.documents.schedule = * * * * * ?");
        var locks = new Locks(directory.resolve("var/locks"), Clock.systemUTC());
        var second = Instant.now().getEpochSecond();

        try (var held = locks.acquire(List.of(Locks.job("documents")), false, () -> false);
                var daemon = Application.forDaemon(settings)) {
            eventually(TIME, () -> assertThat(Instant.now().getEpochSecond()).isGreaterThan(second + 2));
            assertThat(daemon.catalog().runs().latest("documents"))
                    .as("while %s is held", held)
                    .isEmpty();
        }
    }

    @Test
    void doesNotRunAgainWhatWasDoneInTime() {
        var settings = settings("job.documents.schedule = 0 0 2 1 1 ?");
        var schedule = settings.job("documents").schedule().orElseThrow();
        knownSince("2020-06-01T00:00:00Z", schedule.toString());
        try (var catalog = Catalog.open(directory.resolve("var"), Clock.systemUTC())) {
            catalog.runs().end(catalog.runs().start("documents", ""), Outcome.DONE, Counts.NONE, null);
        }

        Application.forDaemon(settings).close();

        try (var catalog = Catalog.open(directory.resolve("var"), Clock.systemUTC())) {
            assertThat(catalog.runs().latest("documents").map(Run::id)).contains(1L);
        }
    }

    @Test
    void verifiesByAScheduleOfItsOwnAndRecordsWhatItFinds() throws Exception {
        var settings = new ConfigurationFile(directory).read("""
                job.documents.type = snapshot
                job.documents.source = src
                job.documents.destination = dst
                job.documents.verify-schedule = * * * * * ?
                job.documents.verify-deep = true
                """);
        try (var command = Application.forCommand(settings, List.of("documents"))) {
            command.run("documents", RunOptions.DEFAULT);
        }
        try (var snapshots = Files.newDirectoryStream(directory.resolve("dst"), "*-full")) {
            Files.delete(snapshots.iterator().next().resolve("data.zip"));
        }

        try (var daemon = Application.forDaemon(settings)) {
            var runs = daemon.catalog().runs();
            eventually(
                    TIME,
                    () -> assertThat(runs.latest("verify documents"))
                            .map(Run::outcome)
                            .contains(Outcome.LOST));
            var run = runs.latest("verify documents").orElseThrow();
            assertThat(runs.findings(run.id(), 10))
                    .extracting(Finding::severity)
                    .containsExactly(Finding.Severity.LOST);
            assertThat(runs.latest("documents").map(Run::outcome)).contains(Outcome.DONE);
        }
    }

    private void knownSince(String time, String schedule) {
        try (var catalog = Catalog.open(directory.resolve("var"), new FixedClock(time))) {
            catalog.schedules().known("documents", schedule);
        }
    }

    private Settings settings(String lines) {
        return new ConfigurationFile(directory).read(ConfigurationFile.MIRROR + lines);
    }
}
