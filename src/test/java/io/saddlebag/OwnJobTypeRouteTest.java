package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.camel.RouteEngine;
import io.saddlebag.camel.RunRecord;
import io.saddlebag.camel.Telling;
import io.saddlebag.mirror.DeliverRoute;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.mirror.SweepJob;
import io.saddlebag.model.Change;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.Receipt;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/configuration.md, as a user would follow it. */
class OwnJobTypeRouteTest {

    @TempDir
    Path directory;

    private Path source;

    @BeforeEach
    void followTheExample() throws Exception {
        source = Files.createDirectories(directory.resolve("srv/letters"));
        var routes = Files.createDirectories(directory.resolve("my-routes"));
        Files.writeString(routes.resolve("outbox.camel.yaml"), Documentation.block("yaml", "id: outbox"));
    }

    @Test
    void deliversWithAStockProducerAndWithoutJava() throws Exception {
        Files.writeString(source.resolve("a"), "hello");

        var failures = sweep("srv/outbox", created("a"), deleted("b"));

        assertThat(failures).isEmpty();
        assertThat(directory.resolve("srv/outbox")).isDirectoryContaining("glob:**/a");
        assertThat(directory.resolve("srv/outbox/a")).hasContent("hello");
    }

    @Test
    void carriesOddNamesAndValues() throws Exception {
        var name = "50%25 a+b & c?d=e #1 {x} ü";
        Files.writeString(source.resolve(name), "hello");

        var failures = sweep("srv/out box & a+b=c", created(name));

        assertThat(failures).isEmpty();
        assertThat(directory.resolve("srv/out box & a+b=c").resolve(name)).hasContent("hello");
    }

    @Test
    void givesRoutesTheirValuesUnchangedInRaw() throws Exception {
        var name = "50%25 a+b & c=d #1 ü 100%";
        Files.writeString(source.resolve("a"), "hello");
        nameFilesByParameter();

        var failures = sweep("srv/outbox", "job.letters.name = " + name, created("a"));

        assertThat(failures).isEmpty();
        assertThat(directory.resolve("srv/outbox").resolve(name)).hasContent("hello");
    }

    @Test
    void saysThatAStockProducerCannotCarryANameThatIsNotText() throws Exception {
        var path = PathBytes.toPath(new byte[] {(byte) 0xFF, 'x'});

        var failures = sweep("srv/outbox", change(Event.CREATE, path));

        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasStackTraceContaining("\\xFFx"));
        assertThat(directory.resolve("srv/outbox")).isEmptyDirectory();
    }

    @Test
    void saysWhereARouteFileIsWrong() throws Exception {
        var file = directory.resolve("my-routes/outbox.camel.yaml");
        Files.writeString(file, Files.readString(file).replaceFirst("from:", "bogus: 1\n      from:"));

        assertThatThrownBy(() -> sweep("srv/outbox"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("Unsupported field: bogus", "outbox.camel.yaml, line");
    }

    @Test
    void saysWhichComponentIsMissing() throws Exception {
        var file = directory.resolve("my-routes/outbox.camel.yaml");
        Files.writeString(file, Files.readString(file).replace("uri: file", "uri: teleport"));

        assertThatThrownBy(() -> sweep("srv/outbox"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        "The route outbox-deliver of the job letters (",
                        "No endpoint could be found for: teleport",
                        "lib/ext");
    }

    private void nameFilesByParameter() throws Exception {
        var file = directory.resolve("my-routes/outbox.camel.yaml");
        var changed = Files.readString(file)
                .replace("      - name: target", "      - name: name\n      - name: target")
                .replace("tempPrefix: .part-", "fileName: RAW({{name}})")
                .replace(
                        "                - to:",
                        "                - removeHeaders: {pattern: CamelFileName}\n                - to:");
        Files.writeString(file, changed);
    }

    private List<Exception> sweep(String target, Change... changes) throws Exception {
        return sweep(target, "", changes);
    }

    private List<Exception> sweep(String target, String furtherLine, Change... changes) throws Exception {
        var example = Documentation.block("properties", "type = outbox")
                .replace("/srv/outbox", directory.resolve(target).toString())
                .replace("/srv/letters", source.toString());
        var file = Files.writeString(directory.resolve("application.properties"), example + furtherLine);
        var settings = new SettingsReader(file, new Environment(name -> null), Path.of("routes")).read();
        var job = new Sweeper(Objects.requireNonNull(settings.job("letters").mirror()), List.of(changes));
        try (var engine = Application.engine(
                settings,
                settings.jobs(),
                new Telling(() -> {}, null),
                new RouteEngine.Jobs(Map.of("letters", job), Map.of(), Map.of()),
                RunRecord.NONE)) {
            engine.run("letters", RunOptions.DEFAULT);
        }
        return job.failures;
    }

    private static Change created(String path) {
        return change(Event.CREATE, Path.of(path));
    }

    private static Change deleted(String path) {
        return change(Event.DELETE, Path.of(path));
    }

    private static Change change(Event event, Path path) {
        var entry = new Entry(path, FileType.FILE, new FileVersion(5, 1, 1, 1), 0644, 0, 0, 1);
        return new Change(event, entry, Change.Part.WHOLE);
    }

    private record Sweeper(MirrorSettings settings, List<Change> changes, List<Exception> failures)
            implements SweepJob {

        Sweeper(MirrorSettings settings, List<Change> changes) {
            this(settings, changes, new ArrayList<>());
        }

        @Override
        public Run sweep(RunOptions options, DeliverRoute route) {
            for (var change : changes) {
                try {
                    assertThat(route.deliver(change)).isNull();
                } catch (Exception e) {
                    failures.add(e);
                }
            }
            return new Run(1, settings.job(), Instant.EPOCH, Instant.EPOCH, Outcome.DONE, Counts.NONE, null);
        }

        @Override
        public Receipt deliver(Change change) {
            throw new AssertionError("the type delivers with another producer");
        }
    }
}
