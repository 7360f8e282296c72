package io.saddlebag.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.Requirements;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The completion script knows what the program knows. */
final class CompletionTest {

    private static final Path SCRIPT =
            Path.of("src/main/completion/saddlebag.bash").toAbsolutePath();

    @TempDir
    private Path directory;

    @BeforeEach
    void configure() throws Exception {
        Requirements.assumeCommands("bash");
        Files.writeString(
                directory.resolve("application.properties"),
                "job.photos.type = mirror\njob.photos.source = a\n#job.off.type = mirror\njob.papers.type=mirror\n");
        Files.writeString(directory.resolve("other.properties"), "job.music.type = mirror\n");
        Files.createDirectory(directory.resolve("a directory"));
    }

    @Test
    void offersEveryCommandAndNoOther() throws Exception {
        var commands = commandLine().getSubcommands().keySet();

        assertThat(complete("''")).containsExactlyInAnyOrderElementsOf(commands);
    }

    @Test
    void offersEveryOptionOfEachCommandAndNoOther() throws Exception {
        assertThat(complete("--")).containsExactlyInAnyOrderElementsOf(options(commandLine()));
        for (var command : commandLine().getSubcommands().entrySet()) {
            assertThat(complete(command.getKey() + " --"))
                    .as(command.getKey())
                    .containsExactlyInAnyOrderElementsOf(options(command.getValue()));
        }
    }

    @Test
    void offersTheJobsOfTheConfiguration() throws Exception {
        assertThat(complete("backup ''")).containsExactly("photos", "papers");
        assertThat(complete("verify --deep ph")).containsExactly("photos");
        assertThat(complete("-c other.properties restore ''")).containsExactly("music");
        assertThat(complete("restore --config = other.properties ''")).containsExactly("music");
        assertThat(complete("-c missing.properties backup ''")).isEmpty();
    }

    @Test
    void offersTheValuesOfOptions() throws Exception {
        assertThat(complete("restore photos --overwrite if-")).containsExactly("if-changed", "if-newer");
        assertThat(complete("restore photos --to ''")).containsExactly("a directory");
        assertThat(complete("mirror a")).containsExactly("a directory");
        assertThat(complete("backup --config = o")).containsExactly("other.properties");
    }

    private static CommandLine commandLine() {
        return new Main(new PrintWriter(System.out, false, UTF_8), new PrintWriter(System.err, false, UTF_8))
                .commandLine();
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .toList();
    }

    /** What is offered for the last of the words. */
    private List<String> complete(String words) throws Exception {
        var script = "set -u; . '" + SCRIPT + "'; COMP_WORDS=(saddlebag " + words
                + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _saddlebag;"
                + " [ ${#COMPREPLY[@]} = 0 ] || printf '%s\\n' \"${COMPREPLY[@]}\"";
        var process = new ProcessBuilder("bash", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
