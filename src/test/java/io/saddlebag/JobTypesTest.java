package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.camel.TemplatedRoute;
import io.saddlebag.model.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobTypesTest {

    private static final Path SHIPPED = Path.of("routes");

    private static final String COPY = """
            # Copies when asked to.
            - routeTemplate:
                id: copy
                parameters:
                  - name: job
                  - name: target
                  - name: pause
                    defaultValue: 5s
                  - name: note
                    required: false
                route:
                  from:
                    uri: direct:{{job}}
                    steps:
                      - to: file:/out
            """;

    @TempDir
    Path directory;

    private ConfigurationFile file;

    @BeforeEach
    void useOwnRoutes() {
        file = new ConfigurationFile(directory);
    }

    @Test
    void areTheShippedRouteFilesWithTemplates() {
        var types = JobTypes.read(SHIPPED, null);

        assertThat(types.names()).containsExactly("collect", "mirror", "snapshot");
        assertThat(types.commonFiles()).extracting(Path::getFileName).containsExactly(Path.of("errors.camel.yaml"));
    }

    @Test
    void instantiateEachTemplateWhoseParametersAreSet() {
        var without = file.read(ConfigurationFile.MIRROR).job("documents");
        var with = file.read(ConfigurationFile.MIRROR + "job.documents.schedule = 0 0 2 * * ?")
                .job("documents");

        assertThat(without.routes(false))
                .extracting(TemplatedRoute::id)
                .containsExactly("documents.mirror", "documents.mirror-deliver");
        assertThat(with.routes(false))
                .extracting(TemplatedRoute::template)
                .containsExactly("mirror", "mirror-deliver", "mirror-schedule");
    }

    @Test
    void leaveSchedulesToTheDaemon() {
        var job = file.read(ConfigurationFile.MIRROR + "job.documents.schedule = 0 0 2 * * ?")
                .job("documents");

        assertThat(job.routes(true)).extracting(TemplatedRoute::template).containsExactly("mirror", "mirror-deliver");
    }

    @Test
    void haveTheParametersOfTheirTemplatesAsKeys() throws Exception {
        writeRoute("copy", COPY);

        var type = Objects.requireNonNull(JobTypes.read(SHIPPED, directory).find("copy"));

        assertThat(type.sweeps()).isFalse();
        assertThat(type.keys()).containsExactly("type", "heartbeat", "target", "pause", "note");
    }

    @Test
    void needTheParametersOfTheTemplateNamedLikeThem() throws Exception {
        writeRoute("copy", COPY);

        assertThat(file.problems("saddlebag.routes = .\njob.a.type = copy"))
                .containsExactly(
                        "2: job.a.type belongs to a job without target. Set job.a.target: its routes need it.");
    }

    @Test
    void needTheParametersOfTheDeliverRoute() throws Exception {
        writeRoute("outbox", Documentation.block("yaml", "id: outbox"));

        assertThat(file.problems(
                        "saddlebag.routes = .\njob.a.type = outbox\njob.a.source = x\njob.a.compare = catalog"))
                .containsExactly(
                        "2: job.a.type belongs to a job without target. Set job.a.target: its routes need it.");
    }

    @Test
    void refuseValuesThatARouteCannotBeGiven() throws Exception {
        writeRoute("copy", COPY);

        assertThat(file.problems("saddlebag.routes = .\njob.a.type = copy\njob.a.target = a)&delete=true"))
                .containsExactly("3: job.a.target = a)&delete=true holds )& or {{, which a route cannot be given.");
    }

    @Test
    void canBeReplacedByName() throws Exception {
        writeRoute("mirror", Files.readString(SHIPPED.resolve("mirror.camel.yaml")));

        var types = JobTypes.read(SHIPPED, directory);

        assertThat(types.find("mirror")).isNotNull().returns(directory.resolve("mirror.camel.yaml"), JobType::file);
    }

    @Test
    void sayWhereYamlIsBroken() throws Exception {
        writeRoute("copy", "# Copies.\n- routeTemplate:\n    id: [copy\n");

        assertThatThrownBy(() -> JobTypes.read(SHIPPED, directory))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageMatching(".*copy.camel.yaml:\\d: this is not YAML: .*");
    }

    @Test
    void sayWhereAFileIsNotUtf8() throws Exception {
        Files.write(directory.resolve("copy.camel.yaml"), new byte[] {'#', '\n', '#', (byte) 0xFC, '\n'});

        assertThatThrownBy(() -> JobTypes.read(SHIPPED, directory))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith("copy.camel.yaml:2: this is not a text in UTF-8. Save it in that encoding.");
    }

    @Test
    void sayWhereADirectoryStandsForAFile() throws Exception {
        Files.createDirectory(directory.resolve("copy.camel.yaml"));

        assertThatThrownBy(() -> JobTypes.read(SHIPPED, directory))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith("copy.camel.yaml: this route file cannot be read: it is a directory.");
    }

    @Test
    void haveATemplateOfTheirName() throws Exception {
        writeRoute("other", COPY);

        assertThatThrownBy(() -> JobTypes.read(SHIPPED, directory))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("other.camel.yaml: there is no route template with the id other");
    }

    @Test
    void beginWithTheJobsDirectRoute() throws Exception {
        writeRoute("copy", COPY.replace("direct:{{job}}", "direct:{{job}}s"));

        assertThatThrownBy(() -> JobTypes.read(SHIPPED, directory))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "copy.camel.yaml: the route of the template copy does not begin with direct:{{job}}");
    }

    @Test
    void deliverWhatTheySweep() throws Exception {
        writeRoute(
                "lone",
                Documentation.block("yaml", "id: outbox")
                        .replace("outbox", "lone")
                        .replace("-deliver\"", "\""));

        assertThatThrownBy(() -> JobTypes.read(SHIPPED, directory))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the type lone sweeps, but no template has a route from direct");
    }

    @Test
    void mayDeliverAnywhereWhenTheyCompareWithTheCatalog() throws Exception {
        writeRoute("outbox", Documentation.block("yaml", "id: outbox"));

        var settings = file.read("""
                saddlebag.routes = .
                job.a.type = outbox
                job.a.source = x
                job.a.destination = sftp:nas/x
                job.a.target = /y
                job.a.compare = catalog
                """);

        assertThat(ConfigurationFile.mirrorOf("a", settings).destination()).isNull();
    }

    private void writeRoute(String type, String yaml) throws Exception {
        Files.writeString(directory.resolve(type + ".camel.yaml"), yaml);
    }
}
