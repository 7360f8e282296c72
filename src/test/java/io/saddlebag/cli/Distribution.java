package io.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built distribution, started as a process of its own, with a home that the test throws away. */
final class Distribution {

    /** Where the build puts it. */
    static final Path DIRECTORY = Path.of("target/saddlebag").toAbsolutePath();

    private static final int PATIENCE_SECONDS = 120;

    private final Path scratch;
    private Path launcher = DIRECTORY.resolve("bin/saddlebag");
    private Path directory;
    private Map<String, String> environment = Map.of();

    /** Works in a directory of the test. */
    Distribution(Path scratch) {
        this.scratch = scratch;
        this.directory = scratch;
    }

    /** Starts another launcher: a link to it, or one in a copy. */
    Distribution launchedBy(Path path) {
        launcher = path;
        return this;
    }

    /** Starts in another directory. */
    Distribution in(Path path) {
        directory = path;
        return this;
    }

    /** Starts with further environment variables. */
    Distribution with(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    /** Runs it to its end. */
    Saddlebag run(String... arguments) throws Exception {
        var process = start(arguments);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Saddlebag(process.exitValue(), read("out"), read("err"));
    }

    /** Starts it; what it prints is in the files "out" and "err" of the scratch directory. */
    Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(scratch.resolve("out").toFile())
                .redirectError(scratch.resolve("err").toFile());
        builder.environment().put("SADDLEBAG_HOME", scratch.resolve("home").toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What it has printed so far. */
    String read(String stream) throws IOException {
        return Files.readString(scratch.resolve(stream), StandardCharsets.UTF_8);
    }
}
