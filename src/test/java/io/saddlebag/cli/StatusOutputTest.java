package io.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.saddlebag.OutboxStatus;
import io.saddlebag.Schedule;
import io.saddlebag.model.AlertKind;
import io.saddlebag.model.Counts;
import io.saddlebag.model.OpenAlert;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StatusOutputTest {

    /** Not the system's, wherever this is run. */
    private static final ZoneId ZONE = ZoneId.of("Antarctica/Troll");

    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

    private static final OutboxStatus NOTHING_WAITS =
            new OutboxStatus(0, Optional.empty(), Optional.empty(), Optional.empty());

    private final StringWriter out = new StringWriter();
    private Optional<Run> scopes = Optional.empty();

    @Test
    void saysSinceWhenARunIsUnderWay() {
        var run = new Run(1, "photos", Instant.EPOCH, null, null, Counts.NONE, null);

        print(status(null, run, true));

        assertThat(out.toString().lines())
                .containsExactly("photos (mirror): running", "  running:   since 1970-01-01 00:00:00");
    }

    @Test
    void saysWhyTheOutboxCannotBeRead() {
        var unreadable = new OutboxStatus(0, Optional.empty(), Optional.of("It cannot be read."), Optional.empty());

        StatusOutput.text(List.of(), unreadable, ZoneOffset.UTC, new PrintWriter(out, true));

        assertThat(out.toString().lines()).containsExactly("outbox: It cannot be read.");
    }

    @Test
    void saysInTheTimeZoneOfTheScheduleWhatIsDueAndWhatWasMissed() {
        print(status(Schedule.parse("0 30 2 * * ?", ZONE), null, false));

        assertThat(out.toString().lines())
                .containsExactly(
                        "photos (mirror): never run",
                        "  next run:  2026-01-06 02:30:00 Antarctica/Troll",
                        "  missed:    since 2026-01-01 02:30:00 Antarctica/Troll; is \"saddlebag run\" running?",
                        "  overdue:   since 2026-01-02 02:30:00 Antarctica/Troll; no run was done in time");
    }

    @Test
    void saysWhatWasCarriedWhileTheSourceWasWatched() {
        scopes = Optional.of(new Run(
                2, "photos", SINCE, SINCE.plusSeconds(90), Outcome.FAILED, new Counts(3, 0, 1, 0, 0, 0, 5), "no disk"));

        print(status(null, null, false));

        assertThat(out.toString().lines())
                .contains(
                        "  watched:   2026-01-01 00:00:00, 3 created, 0 modified, 1 deleted, 0 unchanged, 0 failed;"
                                + " 5 B in 1 min 30 s",
                        "             no disk");
    }

    @Test
    void saysHowMuchIsStoredAndHowMuchRoomIsLeft() throws Exception {
        var sizes = new Sizes(new Sizes.Store(12, 4_200_000), 1_100_000L, 12_000_000_000L);
        var known = new JobStatus.Known(
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(sizes),
                List.of());
        var status = JobStatus.of(JobStatusTest.job(null), known, 2, NOW);

        print(status);

        assertThat(out.toString().lines())
                .contains(
                        "  stored:    4.2 MB in 12 snapshots, 1.1 MB of them by the last run", "  free:      12.0 GB");
        out.getBuffer().setLength(0);
        StatusOutput.json(List.of(status), NOTHING_WAITS, ExitCode.DONE, new PrintWriter(out, true));
        var json = new ObjectMapper().readTree(out.toString()).at("/jobs/0/sizes");
        assertThat(json.path("snapshots").asInt()).isEqualTo(12);
        assertThat(json.path("stored").asLong()).isEqualTo(4_200_000);
        assertThat(json.path("growth").asLong()).isEqualTo(1_100_000);
        assertThat(json.path("free").asLong()).isEqualTo(12_000_000_000L);
    }

    @Test
    void hasTheSameFactsInJson() throws Exception {
        var run = new Run(1, "photos", NOW, NOW, Outcome.FAILED, Counts.NONE, "no space left");

        var status = status(Schedule.parse("0 30 2 * * ?", ZONE), run, false);
        StatusOutput.json(List.of(status), NOTHING_WAITS, ExitCode.FAILED, new PrintWriter(out, true));

        var json = new ObjectMapper().readTree(out.toString());
        assertThat(json.at("/jobs/0/next").asText()).isEqualTo("2026-01-06T02:30:00Z");
        assertThat(json.at("/jobs/0/missedSince").isNull()).isTrue();
        assertThat(json.at("/jobs/0/overdueSince").asText()).isEqualTo("2026-01-02T02:30:00Z");
        assertThat(json.at("/jobs/0/needsAttention").asBoolean()).isTrue();
        assertThat(json.at("/exitCode").asInt()).isEqualTo(1);
    }

    @Test
    void saysWhatTheAdminsWereTold() throws Exception {
        var alert = OpenAlert.first("verify photos", AlertKind.DAMAGED, NOW)
                .again(NOW)
                .toldAt(NOW);
        var known = new JobStatus.Known(
                false,
                Optional.empty(),
                Optional.empty(),
                scopes,
                Optional.of(SINCE),
                Optional.empty(),
                List.of(alert));

        print(JobStatus.of(JobStatusTest.job(null), known, 2, NOW));
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("  alert:     backup damaged since .*, 2 times"));

        out.getBuffer().setLength(0);
        StatusOutput.json(
                List.of(JobStatus.of(JobStatusTest.job(null), known, 2, NOW)),
                NOTHING_WAITS,
                ExitCode.DONE,
                new PrintWriter(out, true));
        var json = new ObjectMapper().readTree(out.toString());
        assertThat(json.at("/jobs/0/alerts/0/what").asText()).isEqualTo("backup damaged");
        assertThat(json.at("/jobs/0/alerts/0/times").asInt()).isEqualTo(2);
    }

    private JobStatus status(@Nullable Schedule schedule, @Nullable Run last, boolean running) {
        var known =
                new JobStatus.Known(running, Optional.ofNullable(last), Optional.empty(), scopes, Optional.of(SINCE));
        return JobStatus.of(JobStatusTest.job(schedule), known, 2, NOW);
    }

    private void print(JobStatus status) {
        StatusOutput.text(List.of(status), NOTHING_WAITS, ZoneOffset.UTC, new PrintWriter(out, true));
    }
}
