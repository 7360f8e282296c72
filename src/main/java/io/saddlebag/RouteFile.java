package io.saddlebag;

import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A file of routes, read just far enough to know its templates. What else is wrong with it, Camel says.
 *
 * @param path where it is
 * @param templates its route templates, in order
 */
record RouteFile(Path path, List<RouteTemplate> templates) {

    static final String SUFFIX = ".camel.yaml";

    /** Reads a file; one that cannot be read is a {@link ConfigurationException} that names the line. */
    static RouteFile read(Path path) {
        var templates = new ArrayList<RouteTemplate>();
        for (var item : list(load(path))) {
            if (map(item).get("routeTemplate") instanceof Map<?, ?> template) {
                templates.add(template(template, path));
            }
        }
        return new RouteFile(path, List.copyOf(templates));
    }

    /** The name without the suffix: the job type, if the file defines one. */
    String name() {
        var file = String.valueOf(path.getFileName());
        return file.substring(0, file.length() - SUFFIX.length());
    }

    private static @Nullable Object load(Path path) {
        try (var text = Files.newBufferedReader(path)) {
            return new Load(LoadSettings.builder().setLabel(path.toString()).build()).loadFromReader(text);
        } catch (MarkedYamlEngineException e) {
            var line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw new ConfigurationException(
                    DisplayPath.of(path) + line + ": this is not YAML: " + e.getProblem() + ".");
        } catch (YamlEngineException e) {
            throw e.getCause() instanceof IOException unreadable
                    ? unreadable(path, unreadable)
                    : new ConfigurationException(DisplayPath.of(path) + ": this is not YAML: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static ConfigurationException unreadable(Path path, IOException e) {
        if (e instanceof CharacterCodingException) {
            return new ConfigurationException(DisplayPath.of(path) + PropertiesFile.line(path)
                    + ": this is not a text in UTF-8. Save it in that encoding.");
        }
        var why = Files.isDirectory(path) ? "it is a directory" : Reason.of(e);
        return new ConfigurationException(DisplayPath.of(path) + ": this route file cannot be read: " + why + ".");
    }

    private static RouteTemplate template(Map<?, ?> template, Path path) {
        if (!(template.get("id") instanceof String id)) {
            throw new ConfigurationException(
                    DisplayPath.of(path) + ": a route template has no id. Give each one an id.");
        }
        var from = map(map(template.containsKey("route") ? template.get("route") : template)
                .get("from"));
        var uri = String.valueOf(from.get("uri")).split(":", 2);
        var operations = new HashSet<String>();
        addOperations(from, operations);
        return new RouteTemplate(id, parameters(template), uri[0], direct(uri, from), Set.copyOf(operations));
    }

    private static List<RouteTemplate.Parameter> parameters(Map<?, ?> template) {
        var parameters = new ArrayList<RouteTemplate.Parameter>();
        for (var item : list(template.get("parameters"))) {
            var parameter = map(item);
            var optional = Boolean.FALSE.equals(parameter.get("required")) || parameter.get("defaultValue") != null;
            parameters.add(new RouteTemplate.Parameter(String.valueOf(parameter.get("name")), !optional));
        }
        return List.copyOf(parameters);
    }

    private static Optional<String> direct(String[] uri, Map<?, ?> from) {
        if (!uri[0].equals("direct")) {
            return Optional.empty();
        }
        return Optional.of(
                uri.length > 1
                        ? uri[1]
                        : String.valueOf(map(from.get("parameters")).get("name")));
    }

    /** The operations of {@code backup:} anywhere below a step, in either spelling of its URI. */
    private static void addOperations(@Nullable Object node, Set<String> operations) {
        if (node instanceof List<?> items) {
            items.forEach(item -> addOperations(item, operations));
        } else if (node instanceof Map<?, ?> fields) {
            if ("backup".equals(fields.get("uri"))) {
                operations.add(String.valueOf(map(fields.get("parameters")).get("operation")));
            }
            fields.values().forEach(value -> addOperations(value, operations));
        } else if (node instanceof String text && text.startsWith("backup:")) {
            operations.add(text.substring("backup:".length()).split("\\?", 2)[0]);
        }
    }

    private static List<?> list(@Nullable Object node) {
        return node instanceof List<?> items ? items : List.of();
    }

    private static Map<?, ?> map(@Nullable Object node) {
        return node instanceof Map<?, ?> fields ? fields : Map.of();
    }
}
