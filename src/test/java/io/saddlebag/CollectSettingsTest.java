package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.mirror.After;
import io.saddlebag.mirror.CollectSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectSettingsTest {

    private static final String COLLECT = """
            job.inbox.type = collect
            job.inbox.source = src
            job.inbox.destination = dst
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
        var collect = collect();

        assertThat(collect.poll()).isEqualTo(Duration.ofSeconds(30));
        assertThat(collect.settle()).isEqualTo(Duration.ofSeconds(2));
        assertThat(collect.after()).isEqualTo(new After.Keep());
        assertThat(collect.zip()).isFalse();
        assertThat(collect.trees().source()).isEqualTo(directory.resolve("src"));
    }

    @Test
    void areReadFromTheirKeys() {
        var collect = collect(
                "poll = 5m", "settle = 10s", "after = move:done", "zip = true", "include = *.csv", "exclude = old/");

        assertThat(collect.poll()).isEqualTo(Duration.ofMinutes(5));
        assertThat(collect.settle()).isEqualTo(Duration.ofSeconds(10));
        assertThat(collect.after()).isEqualTo(new After.Move(directory.resolve("done")));
        assertThat(collect.zip()).isTrue();
        assertThat(collect.trees().include()).containsExactly("*.csv");
        assertThat(collect.trees().exclude()).containsExactly("old/");
    }

    @Test
    void pollBySchedulesInsteadOfIntervals() {
        var settings = file.read(COLLECT + "job.inbox.schedule = 0 0 2 * * ?");

        assertThat(Objects.requireNonNull(settings.job("inbox").collect()).poll())
                .isNull();
        assertThat(settings.job("inbox").routes(false))
                .extracting(route -> route.template())
                .containsExactly("collect", "collect-deliver", "collect-schedule");
    }

    @Test
    void startNoTimerForACommand() {
        assertThat(file.read(COLLECT).job("inbox").routes(true))
                .extracting(route -> route.template())
                .containsExactly("collect", "collect-deliver");
    }

    @Test
    void refuseWhatMeansNothing() {
        assertThat(problems("poll = 0s", "settle = soon", "after = burn", "zip = maybe", "max-delete = 5"))
                .satisfiesExactly(
                        poll -> assertThat(poll).contains("job.inbox.poll = 0s is no interval"),
                        settle -> assertThat(settle).contains("job.inbox.settle = soon is not a duration"),
                        after -> assertThat(after).contains("= burn is not keep, delete or move:DIRECTORY"),
                        zip -> assertThat(zip).contains("= maybe is not true or false"),
                        key -> assertThat(key).contains("max-delete is not a key of the job type collect"));
    }

    @Test
    void refuseAPollBesideASchedule() {
        assertThat(problems("poll = 1m", "schedule = 0 0 2 * * ?"))
                .singleElement()
                .asString()
                .contains("both say when the job polls");
    }

    @Test
    void refuseSourcesThatTheConsumerCannotBeGiven() {
        assertThat(file.problems(COLLECT.replace("= src", "= what?")))
                .singleElement()
                .asString()
                .contains("holds ?");
    }

    @Test
    void refuseADestinationInTheSource() {
        assertThat(file.problems(COLLECT.replace("= dst", "= src/dst")))
                .singleElement()
                .asString()
                .contains("lies inside the source");
    }

    @Test
    void refuseToMoveFilesToWhereTheyComeFromOrGo() {
        for (var place : List.of("src", "dst", "dst/done", ".")) {
            assertThat(problems("after = move:" + place))
                    .as(place)
                    .singleElement()
                    .asString()
                    .contains("Choose a directory of its own");
        }
    }

    @Test
    void neverCollectWhatWasMoved() {
        assertThat(collect("after = move:src/done").trees().excludedPaths()).contains(directory.resolve("src/done"));
    }

    private CollectSettings collect(String... keys) {
        return Objects.requireNonNull(file.read(keys.length == 0 ? COLLECT : COLLECT + lines(keys))
                .job("inbox")
                .collect());
    }

    private List<String> problems(String... keys) {
        return file.problems(COLLECT + lines(keys));
    }

    private static String lines(String... keys) {
        return "job.inbox." + String.join("\njob.inbox.", keys) + "\n";
    }
}
