package io.saddlebag.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.catalog.Alerts.Unjudged;
import io.saddlebag.catalog.Alerts.Waiting;
import io.saddlebag.model.AlertKind;
import io.saddlebag.model.AlertNews;
import io.saddlebag.model.Counts;
import io.saddlebag.model.OpenAlert;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.testkit.FixedClock;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456789Z");

    @TempDir
    Path home;

    private final FixedClock clock = new FixedClock(NOON.toString());
    private Catalog catalog;

    @BeforeEach
    void open() {
        catalog = Catalog.open(home, clock);
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void beginsAtThePresentOnce() {
        ended("docs", Outcome.FAILED);
        clock.advance(Duration.ofSeconds(1));
        alerts().begin(clock.instant());

        var later = ended("docs", Outcome.FAILED);
        clock.advance(Duration.ofSeconds(1));
        alerts().begin(clock.instant());

        assertThat(alerts().unjudged()).containsExactly(new Unjudged(later, false));
    }

    @Test
    void givesRunsInTheOrderInWhichTheyEnded() {
        alerts().begin(clock.instant());
        long first = catalog.runs().start("docs", "/there");
        ended("photos", Outcome.DONE);
        clock.advance(Duration.ofSeconds(1));
        catalog.runs().end(first, Outcome.DONE, Counts.NONE, null);

        assertThat(alerts().unjudged())
                .extracting(unjudged -> unjudged.run().job())
                .containsExactly("photos", "docs");
    }

    @Test
    void givesARunUntilItIsStoredThatItWasJudged() {
        alerts().begin(clock.instant());
        var run = ended("docs", Outcome.FAILED);

        alerts().store(List.of(run), List.of(), List.of());

        assertThat(alerts().unjudged()).isEmpty();
    }

    @Test
    void givesARunThatDied() {
        alerts().begin(clock.instant());
        catalog.runs().start("docs", "/there");
        assertThat(alerts().unjudged()).isEmpty();

        catalog.runs().closeInterrupted("docs");

        assertThat(alerts().unjudged())
                .extracting(unjudged -> unjudged.run().outcome())
                .containsExactly(Outcome.INTERRUPTED);
    }

    @Test
    void givesAnHourOfScopesAgainOnlyWhenItGotWorse() {
        alerts().begin(clock.instant());
        scope(Outcome.DONE);
        judgeAll();

        scope(Outcome.DONE);
        assertThat(alerts().unjudged()).isEmpty();

        scope(Outcome.FAILED);
        assertThat(alerts().unjudged()).singleElement().matches(Unjudged::scope);
    }

    @Test
    void keepsConditionsAsTheyAre() {
        var told = new OpenAlert("docs", AlertKind.FAILED, NOON, 3, NOON.plusSeconds(1), 7, 9, "so", 2, NOON);
        var untold = OpenAlert.first("verify docs", AlertKind.DAMAGED, NOON);

        alerts().store(List.of(), List.of(told, untold), List.of());

        assertThat(alerts().open()).containsExactlyInAnyOrder(told, untold);
        alerts().store(List.of(), List.of(untold), List.of());
        assertThat(alerts().open()).containsExactly(untold);
    }

    @Test
    void keepsNewsInOrderUntilTheirMessageIsDelivered() {
        var first = news("docs", false);
        var second = news("photos", true);
        alerts().store(List.of(), List.of(), List.of(first, second));
        alerts().seal("m-1", NOON);
        var third = news("docs", true);
        alerts().store(List.of(), List.of(), List.of(third));

        assertThat(alerts().waiting()).extracting(Waiting::news).containsExactly(first, second, third);
        assertThat(alerts().waiting()).extracting(Waiting::message).containsExactly("m-1", "m-1", null);
        assertThat(alerts().waiting().get(0).sealed()).isEqualTo(NOON);

        alerts().delivered("m-1");
        assertThat(alerts().waiting()).extracting(Waiting::news).containsExactly(third);
    }

    @Test
    void neverGivesTheNumberOfNewsTwice() {
        alerts().store(List.of(), List.of(), List.of(news("docs", false)));
        long first = alerts().waiting().get(0).id();
        alerts().seal("m-1", NOON);
        alerts().delivered("m-1");

        alerts().store(List.of(), List.of(), List.of(news("docs", false)));

        assertThat(alerts().waiting().get(0).id()).isGreaterThan(first);
    }

    @Test
    void tellsWhatTheFiveSnapshotsOfTheSameKindBeforeTake() throws Exception {
        for (int i = 1; i <= 7; i++) {
            stored(ended("docs", Outcome.DONE), "FULL", i);
            stored(ended("docs", Outcome.DONE), "INCREMENTAL", 100 + i);
        }
        var last = ended("docs", Outcome.DONE);
        stored(last, "FULL", 8);

        assertThat(alerts().stored(last))
                .contains(new Alerts.Stored(SnapshotKind.FULL, 8, List.of(7L, 6L, 5L, 4L, 3L)));
        assertThat(alerts().stored(ended("docs", Outcome.DONE))).isEmpty();
    }

    private void stored(Run run, String kind, long bytes) throws Exception {
        try (var connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + home.resolve("catalog.db").toUri());
                var statement = connection.createStatement()) {
            statement.execute(
                    "update run set set_kind = '%s', stored = %d where id = %d".formatted(kind, bytes, run.id()));
        }
    }

    private Alerts alerts() {
        return catalog.alerts();
    }

    private static AlertNews news(String name, boolean over) {
        return new AlertNews(OpenAlert.first(name, AlertKind.FAILED, NOON).toldAt(NOON), over, 7, NOON.plusSeconds(2));
    }

    private void judgeAll() {
        alerts().store(alerts().unjudged().stream().map(Unjudged::run).toList(), List.of(), List.of());
    }

    private void scope(Outcome outcome) {
        long id = catalog.runs().startScope("docs", "/there");
        catalog.runs().endScope(id, outcome, Counts.NONE, null);
    }

    private Run ended(String job, Outcome outcome) {
        return catalog.runs().end(catalog.runs().start(job, "/there"), outcome, Counts.NONE, null);
    }
}
