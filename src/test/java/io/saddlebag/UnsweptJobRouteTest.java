package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Progress;
import io.saddlebag.model.RunOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job type of a user's whose route does all of the work. */
@Timeout(60)
class UnsweptJobRouteTest {

    private static final RunOptions DRY = new RunOptions(true, false, false, false, () -> false, Progress.NONE);

    @TempDir
    Path directory;

    private Path written;

    @BeforeEach
    void writeType() throws Exception {
        written = directory.resolve("written");
        Files.writeString(directory.resolve("note.camel.yaml"), """
                # Writes a note.
                - routeTemplate:
                    id: note
                    parameters:
                      - name: job
                    route:
                      routeConfigurationId: errors
                      from:
                        uri: direct:{{job}}
                        steps:
                          - setBody: {constant: hello}
                          - to: file:%s?fileName=note
                """.formatted(written));
    }

    @Test
    void isNotRunDry() {
        try (var application = application()) {
            assertThatThrownBy(() -> application.run("a", DRY))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "The job a cannot be run dry: its type note neither sweeps, collects nor takes snapshots");
        }
        assertThat(written).doesNotExist();
    }

    @Test
    void endsAsDoneWhenItsRouteEnds() {
        try (var application = application()) {
            var run = application.run("a", RunOptions.DEFAULT);

            assertThat(run.outcome()).isEqualTo(Outcome.DONE);
            assertThat(application.catalog().runs().latestGood("a")).contains(run);
        }
        assertThat(written.resolve("note")).hasContent("hello");
    }

    @Test
    void isRecordedAsFailedWithWhatItsRouteFailedWith() throws Exception {
        Files.createFile(written);

        try (var application = application()) {
            var run = application.run("a", RunOptions.DEFAULT);

            assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(run.message())
                    .startsWith("The route of the job failed: ")
                    .doesNotContain("Exception");
            assertThat(application.catalog().runs().latest("a"))
                    .hasValueSatisfying(last -> assertThat(last.outcome()).isEqualTo(Outcome.FAILED));
        }
    }

    private Application application() {
        var settings = new ConfigurationFile(directory).read("saddlebag.routes = .\njob.a.type = note\n");
        return Application.forCommand(
                settings, settings.jobs().stream().map(JobSettings::name).toList());
    }
}
