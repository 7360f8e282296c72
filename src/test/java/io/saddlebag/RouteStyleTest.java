package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every shipped route file, and the documented example, keeps to Camel's schema and to the rules for routes in CONTRIBUTING.md. */
class RouteStyleTest {

    private static JsonSchema schema;

    @BeforeAll
    static void readSchema() throws IOException {
        try (var text = RouteStyleTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(text);
        }
    }

    static List<Path> files() throws IOException {
        try (var files = Files.list(Path.of("routes"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isValidAfterCamelsSchema(Path file) throws Exception {
        assertThat(schema.validate(tree(Files.readString(file)))).isEmpty();
    }

    @Test
    void theDocumentedExampleIsValidAfterCamelsSchema() throws Exception {
        assertThat(schema.validate(tree(Documentation.block("yaml", "id: outbox"))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isNamedAsARouteFile(Path file) {
        assertThat(file.getFileName().toString()).matches("[a-z0-9-]+\\.camel\\.yaml");
    }

    @ParameterizedTest
    @MethodSource("files")
    void beginsWithItsPromiseAndFitsOnAPage(Path file) throws Exception {
        var lines = Files.readAllLines(file);

        assertThat(lines.get(0)).matches("# [A-Z].*\\.");
        assertThat(lines).hasSizeLessThanOrEqualTo(80);
    }

    @ParameterizedTest
    @MethodSource("files")
    void keepsQueriesOutOfUris(Path file) throws Exception {
        assertThat(tree(Files.readString(file)).findValuesAsText("uri")).allMatch(uri -> uri.matches("[a-z0-9-]+"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void describesEveryTemplateAndParameter(Path file) throws Exception {
        for (var template : tree(Files.readString(file)).findValues("routeTemplate")) {
            assertThat(template.path("description").asText())
                    .as(template.path("id").asText())
                    .endsWith(".");
            for (var parameter : template.path("parameters")) {
                assertThat(parameter.path("description").asText())
                        .as(parameter.toString())
                        .endsWith(".");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void namesEveryStepAndUsesTheOneErrorPolicy(Path file) throws Exception {
        for (var template : tree(Files.readString(file)).findValues("routeTemplate")) {
            var route = template.path("route");
            assertThat(route.path("routeConfigurationId").asText()).isEqualTo("errors");
            assertThat(steps(route))
                    .allSatisfy(step -> assertThat(step.path("id").asText()).contains("{{job}}"));
        }
    }

    private static List<JsonNode> steps(JsonNode route) {
        var steps = new ArrayList<JsonNode>();
        steps.add(route.path("from"));
        route.path("from").path("steps").forEach(step -> step.forEach(steps::add));
        return steps;
    }

    private static JsonNode tree(String yaml) {
        return new ObjectMapper().valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }
}
