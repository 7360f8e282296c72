package io.saddlebag.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.Requirements;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** In a zsh at a terminal, the completion function knows what the program knows. */
final class ZshCompletionTest {

    private static final Path FUNCTIONS = Path.of("src/main/completion").toAbsolutePath();
    private static final Path SCRIPT =
            Path.of("src/test/resources/io/saddlebag/cli/complete.zsh").toAbsolutePath();

    @TempDir
    private Path directory;

    @BeforeEach
    void configure() throws Exception {
        Requirements.assumeCommands("zsh");
        Files.writeString(
                directory.resolve("application.properties"),
                "job.photos.type = mirror\njob.photos.source = a\n#job.off.type = mirror\njob.papers.type=mirror\n");
        Files.writeString(directory.resolve("other.properties"), "job.music.type = mirror\n");
        Files.createDirectory(directory.resolve("a directory"));
    }

    @Test
    void offersEveryCommandAndNoOther() throws Exception {
        var commands = commandLine().getSubcommands().keySet();

        assertThat(complete("saddlebag ")).containsExactlyInAnyOrderElementsOf(commands);
    }

    @Test
    void offersEveryOptionOfEachCommandAndNoOther() throws Exception {
        assertThat(complete("saddlebag -")).containsExactlyInAnyOrderElementsOf(options(commandLine()));
        for (var command : commandLine().getSubcommands().entrySet()) {
            assertThat(complete("saddlebag " + command.getKey() + " -"))
                    .as(command.getKey())
                    .containsExactlyInAnyOrderElementsOf(options(command.getValue()));
        }
    }

    @Test
    void offersTheJobsOfTheConfiguration() throws Exception {
        assertThat(complete("saddlebag backup ")).containsExactly("papers", "photos");
        assertThat(complete("saddlebag verify --deep ph")).containsExactly("photos");
        assertThat(complete("saddlebag -c other.properties restore ")).containsExactly("music");
        assertThat(complete("saddlebag restore --config=other.properties ")).containsExactly("music");
        assertThat(complete("saddlebag -c missing.properties backup ")).isEmpty();
    }

    @Test
    void offersTheValuesOfOptions() throws Exception {
        assertThat(complete("saddlebag restore photos --overwrite if-")).containsExactly("if-changed", "if-newer");
        assertThat(complete("saddlebag restore photos --overwrite=if-")).containsExactly("if-changed", "if-newer");
        assertThat(complete("saddlebag restore photos --to ")).containsExactly("a\\ directory");
        assertThat(complete("saddlebag mirror a")).containsExactly("a\\ directory");
        assertThat(complete("saddlebag backup --config=o")).containsExactly("other.properties");
    }

    private static CommandLine commandLine() {
        return new Main(new PrintWriter(System.out, false, UTF_8), new PrintWriter(System.err, false, UTF_8))
                .commandLine();
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .flatMap(option -> Stream.of(option.names()))
                .toList();
    }

    private List<String> complete(String line) throws Exception {
        var process = new ProcessBuilder("zsh", "-f", SCRIPT.toString(), FUNCTIONS.toString(), line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
