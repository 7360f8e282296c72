package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.retention.Frequency;
import io.saddlebag.retention.KeepRule;
import io.saddlebag.retention.RetentionPolicy;
import io.saddlebag.snapshot.SnapshotSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotSettingsTest {

    private static final String SNAPSHOT = """
            job.papers.type = snapshot
            job.papers.source = src
            job.papers.destination = dst
            """;

    @TempDir
    Path directory;

    private ConfigurationFile file;

    @BeforeEach
    void create() throws Exception {
        directory = directory.toRealPath();
        Files.createDirectories(directory.resolve("src"));
        file = new ConfigurationFile(directory);
    }

    @Test
    void haveDefaults() {
        var snapshot = snapshot();

        assertThat(snapshot.sources())
                .extracting(SnapshotSettings.Source::name, SnapshotSettings.Source::path)
                .containsExactly(tuple("src", directory.resolve("src")));
        assertThat(snapshot.archive()).isEqualTo(new SnapshotSettings.Archive(ArchiveFormat.ZIP, 6));
        assertThat(snapshot.fullEvery()).isEqualTo(Duration.ofDays(14));
        assertThat(snapshot.between()).isEqualTo(SnapshotKind.INCREMENTAL);
        assertThat(snapshot.choice().hardLinks()).isTrue();
    }

    @Test
    void areReadFromTheirKeys() {
        var snapshot = snapshot(
                "source.mail = mail",
                "format = tar.zst",
                "compression-level = 19",
                "full-every = 7d",
                "between = differential",
                "exclude = *.tmp",
                "hard-links = false");

        assertThat(snapshot.sources()).extracting(SnapshotSettings.Source::name).containsExactly("mail", "src");
        assertThat(snapshot.archive()).isEqualTo(new SnapshotSettings.Archive(ArchiveFormat.TAR_ZST, 19));
        assertThat(snapshot.fullEvery()).isEqualTo(Duration.ofDays(7));
        assertThat(snapshot.between()).isEqualTo(SnapshotKind.DIFFERENTIAL);
        assertThat(snapshot.choice().exclude()).containsExactly("*.tmp");
        assertThat(snapshot.choice().hardLinks()).isFalse();
    }

    @Test
    void refuseWhatMeansNothing() {
        assertThat(problems("format = rar", "full-every = 0s", "between = full", "max-delete = 5", "formt = zip"))
                .satisfiesExactly(
                        format -> assertThat(format).contains("= rar is not zip or tar.gz or tar.zst or directory"),
                        every -> assertThat(every).contains("= 0s is no time"),
                        between -> assertThat(between).contains("= full is not incremental or differential"),
                        key -> assertThat(key).contains("max-delete is not a key of the job type snapshot"),
                        near -> assertThat(near).contains("Did you mean job.papers.format?"));
    }

    @Test
    void keepEverythingUnlessARuleIsSet() {
        assertThat(retention().rules()).isEmpty();
    }

    @Test
    void haveTheRulesOfTheirKeysInTheJobsTimeZone() {
        var retention = retention(
                "keep-yearly = 1",
                "keep-monthly = 6",
                "keep-weekly = 4",
                "keep-daily = 14",
                "keep-hourly = 24",
                "keep-last-incremental = 5",
                "keep-last-differential = 4",
                "keep-last-full = 2",
                "keep-last = 3",
                "keep-within = 30d",
                "time-zone = Asia/Tokyo");

        assertThat(retention.rules()).extracting(KeepRule::key).containsExactlyElementsOf(KeepRule.KEYS);
        assertThat(retention.rules())
                .contains(
                        new KeepRule.Within(Duration.ofDays(30)),
                        new KeepRule.LastOfKind(SnapshotKind.FULL, 2),
                        new KeepRule.NewestOfEach(Frequency.DAILY, 14));
        assertThat(retention.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void refuseRulesThatKeepNothing() {
        assertThat(problems("keep-last = 0", "keep-within = 0d", "keep-daily = many", "keep-dayly = 7"))
                .satisfiesExactlyInAnyOrder(
                        last -> assertThat(last).contains("4: ", "job.papers.keep-last = 0 keeps nothing"),
                        within -> assertThat(within).contains("5: ", "job.papers.keep-within = 0d keeps nothing"),
                        daily -> assertThat(daily).contains("6: ", "keep-daily = many is not a whole number from 1 to"),
                        near -> assertThat(near).contains("7: ", "Did you mean job.papers.keep-daily?"));
    }

    @Test
    void refuseALevelThatTheFormatDoesNotHave() {
        assertThat(problems("compression-level = 10"))
                .singleElement()
                .asString()
                .contains("from 0 to 9");
        assertThat(problems("format = directory", "compression-level = 1"))
                .singleElement()
                .asString()
                .contains("has no effect with format = directory");
    }

    @Test
    void refuseTwoSourcesOfOneName() {
        assertThat(problems("source.src = other"))
                .singleElement()
                .asString()
                .contains("like another source of the job");
    }

    @Test
    void refuseAStoreInTheSourceUnlessItIsExcluded() {
        assertThat(file.problems(SNAPSHOT.replace("= dst", "= src/dst")))
                .singleElement()
                .asString()
                .contains("lies inside the source");
        assertThat(file.problems(SNAPSHOT.replace("= dst", "= src/dst") + "job.papers.exclude = /dst/"))
                .isEmpty();
    }

    @Test
    void makeARouteForTheScheduleOnlyWhereThereIsOne() {
        assertThat(file.read(SNAPSHOT).job("papers").routes(false))
                .extracting(route -> route.template())
                .containsExactly("snapshot");
        assertThat(file.read(SNAPSHOT + "job.papers.schedule = 0 0 2 * * ?")
                        .job("papers")
                        .routes(false))
                .extracting(route -> route.template())
                .containsExactly("snapshot", "snapshot-schedule");
    }

    private SnapshotSettings snapshot(String... lines) {
        return Objects.requireNonNull(
                file.read(SNAPSHOT + prefixed(lines)).job("papers").snapshot());
    }

    private RetentionPolicy retention(String... lines) {
        return Objects.requireNonNull(
                file.read(SNAPSHOT + prefixed(lines)).job("papers").retention());
    }

    private List<String> problems(String... lines) {
        return file.problems(SNAPSHOT + prefixed(lines));
    }

    private static String prefixed(String... lines) {
        return lines.length == 0 ? "" : "job.papers." + String.join("\njob.papers.", lines);
    }
}
