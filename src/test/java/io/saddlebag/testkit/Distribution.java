package io.saddlebag.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The program as it was built, run as a real process. All runs of one instance and of those made from it share a {@code
 * SADDLEBAG_HOME}, so they know of each other.
 */
public final class Distribution {

    private static final Path DIRECTORY = Path.of(System.getProperty("saddlebag.distribution", "target/saddlebag"));
    private static final Duration LONGEST_RUN = Duration.ofMinutes(10);

    private final Path home;
    private final List<String> prefix;
    private final Map<String, String> environment;
    private final Path workingDirectory;

    private Distribution(Path home, List<String> prefix, Map<String, String> environment, Path workingDirectory) {
        this.home = home;
        this.prefix = prefix;
        this.environment = environment;
        this.workingDirectory = workingDirectory;
    }

    /** Keeps its catalog, logs and locks in a directory of the test's, which is made if need be. */
    public static Distribution withHome(Path home) {
        return new Distribution(home.toAbsolutePath(), List.of(), Map.of(), Path.of("."));
    }

    /** The file that a user starts. */
    public static Path launcher() {
        return DIRECTORY.resolve("bin/saddlebag").toAbsolutePath();
    }

    /** The same with an environment variable. */
    public Distribution with(String variable, String value) {
        var more = new HashMap<>(environment);
        more.put(variable, value);
        return new Distribution(home, prefix, more, workingDirectory);
    }

    /** The same, started from another directory. */
    public Distribution in(Path directory) {
        return new Distribution(home, prefix, environment, directory);
    }

    /** The same, started by another command, such as {@code setpriv --reuid=65534}. */
    public Distribution through(String... command) {
        var more = new ArrayList<>(prefix);
        more.addAll(List.of(command));
        return new Distribution(home, more, environment, workingDirectory);
    }

    /** Where catalog, logs and locks are. */
    public Path home() {
        return home;
    }

    /** Runs a command to its end. */
    public FinishedRun run(Object... arguments) throws IOException {
        return start(arguments).waitFor(LONGEST_RUN);
    }

    /** Starts a command. */
    public RunningProgram start(Object... arguments) throws IOException {
        assertThat(launcher())
                .as("the distribution; build it with \"mvn -DskipTests package\"")
                .isExecutable();
        Files.createDirectories(home);
        var output = Files.createTempFile("saddlebag-out", ".txt");
        var errors = Files.createTempFile("saddlebag-err", ".txt");
        var command = new ArrayList<>(prefix);
        command.add(launcher().toString());
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        var builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("SADDLEBAG_HOME", home.toString());
        builder.environment().putAll(environment);
        return new RunningProgram(command, builder.start(), output, errors);
    }
}
