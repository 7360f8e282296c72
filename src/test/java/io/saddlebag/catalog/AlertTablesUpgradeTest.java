package io.saddlebag.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Counts;
import io.saddlebag.model.Outcome;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertTablesUpgradeTest {

    private static final List<String> BACK_TO_2 = List.of(
            "drop table alert_begun",
            "drop table alert_run",
            "drop table alert",
            "drop table alert_news",
            "pragma user_version = 2");

    private static final List<String> BACK_TO_1 = List.of(
            "alter table run drop column stored",
            "alter table run drop column set_kind",
            "alter table run drop column deep",
            "pragma user_version = 1");

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void keepsWhatAnOlderVersionRecorded(int version) throws Exception {
        try (var catalog = Catalog.open(home, Some.NOON)) {
            catalog.runs().end(catalog.runs().start("docs", "/there"), Outcome.FAILED, Counts.NONE, "so it is");
        }
        makeOld(version);

        try (var catalog = Catalog.open(home, Some.NOON)) {
            assertThat(catalog.runs().latest("docs"))
                    .hasValueSatisfying(run -> assertThat(run.message()).isEqualTo("so it is"));
            catalog.alerts().begin(Some.NOON.instant().plusNanos(1));
            assertThat(catalog.alerts().unjudged()).isEmpty();
        }
    }

    @Test
    void isReadByTheNextOneAsItIs() {
        Catalog.open(home, Some.NOON).close();

        try (var catalog = Catalog.open(home, Some.NOON)) {
            assertThat(catalog.alerts().open()).isEmpty();
        }
    }

    private void makeOld(int version) throws Exception {
        try (var connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + home.resolve("catalog.db").toUri());
                var statement = connection.createStatement()) {
            for (var sql : BACK_TO_2) {
                statement.execute(sql);
            }
            for (var sql : version == 1 ? BACK_TO_1 : List.<String>of()) {
                statement.execute(sql);
            }
        }
    }
}
