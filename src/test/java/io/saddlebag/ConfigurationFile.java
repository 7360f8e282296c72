package io.saddlebag;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.model.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An application.properties in a directory of its own, read with the shipped routes and an environment of its own. */
final class ConfigurationFile {

    static final String MIRROR = """
            job.documents.type = mirror
            job.documents.source = src
            job.documents.destination = dst
            """;

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    ConfigurationFile(Path directory) {
        this.directory = directory;
    }

    ConfigurationFile with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Settings read(String text) {
        return reader(write(text)).read();
    }

    /** The settings of the job documents, a mirror with further lines. */
    MirrorSettings mirror(String... lines) {
        return mirrorOf("documents", read(MIRROR + String.join("\n", lines)));
    }

    static MirrorSettings mirrorOf(String job, Settings settings) {
        return Objects.requireNonNull(settings.job(job).mirror());
    }

    /** What is said of a mirror with further lines (the first of them is line 4). */
    List<String> problemsOfMirror(String... lines) {
        return problems(MIRROR + String.join("\n", lines));
    }

    /** What is said of a text, without the path of the file. */
    List<String> problems(String text) {
        var file = write(text);
        var thrown = catchThrowableOfType(
                ConfigurationException.class, () -> reader(file).read());
        if (thrown == null) {
            return List.of();
        }
        return String.valueOf(thrown.getMessage())
                .replace(file + ":", "")
                .lines()
                .toList();
    }

    private SettingsReader reader(Path file) {
        return new SettingsReader(file, new Environment(environment::get), Path.of("routes"));
    }

    private Path write(String text) {
        try {
            return Files.writeString(directory.resolve("application.properties"), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
