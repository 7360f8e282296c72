package io.saddlebag.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The help texts are golden files. {@code -Dgolden=write} writes them anew, for a look at the difference. */
final class HelpTest {

    /** Documented once, for all commands. */
    private static final List<String> EVERYWHERE = List.of("--help", "--config");

    private static final Path GOLDEN = Path.of("src/test/resources/io/saddlebag/cli/help");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "saddlebag",
                "backup",
                "mirror",
                "restore",
                "verify",
                "snapshots",
                "prune",
                "versions",
                "run",
                "status",
                "check",
                "alert"
            })
    void saysWhatTheGoldenFileSays(String command) throws Exception {
        var golden = GOLDEN.resolve(command + ".txt");

        var help = command.equals("saddlebag") ? Saddlebag.run("--help") : Saddlebag.run(command, "--help");

        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(golden, help.out());
        }
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backup",
                "mirror",
                "restore",
                "verify",
                "snapshots",
                "prune",
                "versions",
                "run",
                "status",
                "check",
                "alert"
            })
    void isDocumentedWithEveryOption(String command) throws Exception {
        var section = section(command);

        var subcommand = Objects.requireNonNull(commandLine().getSubcommands().get(command));
        var options = subcommand.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .filter(option -> !EVERYWHERE.contains(option));

        assertThat(options).allSatisfy(option -> assertThat(section).contains(option));
    }

    private static String section(String command) throws Exception {
        var page = Files.readString(Path.of("docs/cli.md"));
        var section = page.substring(page.indexOf("\n## " + command + "\n") + 1);
        return section.substring(0, section.indexOf("\n## "));
    }

    private static CommandLine commandLine() {
        return new Main(new PrintWriter(System.out, false, UTF_8), new PrintWriter(System.err, false, UTF_8))
                .commandLine();
    }
}
