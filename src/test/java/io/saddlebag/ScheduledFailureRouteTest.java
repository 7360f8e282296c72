package io.saddlebag;

import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whatever fails in a route that the time started is one line in the log and a failed run. */
@Timeout(120)
class ScheduledFailureRouteTest {

    private static final Duration TIME = Duration.ofSeconds(60);
    private static final String BROKEN =
            "- throwException: {exceptionType: java.lang.IllegalStateException, message: broken}";
    private static final String WRITE = "- to: file:written?fileName=note";

    @TempDir
    Path directory;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger runs = (Logger) LoggerFactory.getLogger("io.saddlebag.runs");

    @BeforeEach
    void listen() throws Exception {
        Files.createDirectory(directory.resolve("src"));
        log.start();
        runs.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        runs.detachAppender(log);
    }

    @Test
    void inTheScheduleBeforeTheRun() throws Exception {
        type("quartz", "cron: '* * * * * ?'", BROKEN, WRITE);

        daemon(application -> assertFailedWith(application, "broken."));
    }

    @Test
    void inARunWhoseRouteDoesAllOfTheWork() throws Exception {
        type("quartz", "cron: '* * * * * ?'", "- to: direct:a", BROKEN);

        daemon(application -> assertFailedWith(application, "broken."));
    }

    @Test
    void onATimer() throws Exception {
        type("timer", "period: 100", BROKEN, WRITE);

        daemon(application -> assertFailedWith(application, "broken."));
    }

    @Test
    void behindASweepThatWasDone() throws Exception {
        type("quartz", "cron: '* * * * * ?'", "- to: direct:a", "- to: backup:sweep?job=a\n          " + BROKEN);

        daemon(application -> {
            assertFailedWith(application, "broken.");
            assertThat(application.catalog().runs().latestGood("a")).isPresent();
        });
    }

    @Test
    void exceptThatAJobThatIsRunningIsSkipped() throws Exception {
        type("quartz", "cron: '* * * * * ?'", "- to: direct:a", WRITE);
        var locks = new Locks(directory.resolve("var/locks"), Clock.systemUTC());

        try (var held = locks.acquire(List.of(Locks.job("a")), false, () -> false)) {
            daemon(application -> {
                eventually(TIME, () -> assertThat(lines()).isNotEmpty());
                assertThat(lines())
                        .as("while %s is held", held)
                        .allSatisfy(line -> assertThat(line).startsWith("job a: skipped. job \"a\" is being run by"));
                assertThat(application.catalog().runs().latest("a")).isEmpty();
            });
        }
    }

    @Test
    void andOneThatACommandStartsAsWell() throws Exception {
        type("quartz", "cron: '0 0 2 * * ?'", "- to: direct:a", "- to: backup:sweep?job=a\n          " + BROKEN);
        var settings = settings();

        try (var application = Application.forCommand(settings, List.of("a"))) {
            assertThat(application.run("a", RunOptions.DEFAULT).outcome()).isEqualTo(Outcome.FAILED);
            assertFailedWith(application, "broken.");
        }
    }

    private void assertFailedWith(Application application, String message) {
        var expected = "The route of the job failed: " + message;
        eventually(
                TIME,
                () -> assertThat(application.catalog().runs().latest("a").map(Run::outcome))
                        .contains(Outcome.FAILED));
        assertThat(application.catalog().runs().latest("a").map(Run::message)).contains(expected);
        eventually(
                TIME,
                () -> assertThat(lines())
                        .filteredOn(line -> line.contains(": failed"))
                        .isNotEmpty()
                        .allSatisfy(line ->
                                assertThat(line).startsWith("job a: failed").endsWith(expected)));
    }

    private List<String> lines() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private void daemon(Consumer<Application> check) throws Exception {
        try (var application = Application.forDaemon(settings())) {
            check.accept(application);
        }
    }

    private Settings settings() {
        return new ConfigurationFile(directory)
                .read("""
                saddlebag.routes = .
                job.a.type = note
                %s
                """.formatted(sweeps() ? "job.a.source = src\njob.a.compare = catalog" : ""));
    }

    private boolean sweeps() {
        try {
            return Files.readString(directory.resolve("note.camel.yaml")).contains("backup:sweep");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A type whose time begins with a step, and whose run is another one. */
    private void type(String scheme, String option, String atItsTime, String run) throws Exception {
        Files.writeString(directory.resolve("note.camel.yaml"), """
                # Does something when its time has come.
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
                          %s
                - routeTemplate:
                    id: note-time
                    parameters:
                      - name: job
                    route:
                      routeConfigurationId: errors
                      from:
                        uri: %s
                        parameters: {%s, %s}
                        steps:
                          %s
                - routeTemplate:
                    id: note-deliver
                    parameters:
                      - name: job
                    route:
                      routeConfigurationId: errors
                      from:
                        uri: direct:{{job}}-deliver
                        steps:
                          - stop: {}
                """.formatted(
                        run.replace("file:written", "file:" + directory.resolve("written")),
                        scheme,
                        scheme.equals("quartz") ? "groupName: g, triggerName: t" : "timerName: t",
                        option,
                        atItsTime));
    }
}
