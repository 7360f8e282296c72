package io.saddlebag.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The help texts are golden files. {@code -Dgolden=write} writes them anew, for a look at the difference. */
final class HelpTest {

    private static final Path GOLDEN = Path.of("src/test/resources/io/saddlebag/cli/help");

    @ParameterizedTest
    @ValueSource(strings = {"saddlebag", "backup", "mirror", "restore", "verify", "run", "status", "check"})
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
    @ValueSource(strings = {"backup", "mirror", "restore", "verify", "run", "status", "check"})
    void isDocumentedWithEveryOption(String command) throws Exception {
        var page = Files.readString(Path.of("docs/cli.md"));

        var subcommand = Objects.requireNonNull(commandLine().getSubcommands().get(command));
        var options = subcommand.getCommandSpec().options();

        assertThat(options).allSatisfy(option -> assertThat(page).contains("`" + option.longestName()));
    }

    private static CommandLine commandLine() {
        return new Main(new PrintWriter(System.out, false, UTF_8), new PrintWriter(System.err, false, UTF_8))
                .commandLine();
    }
}
