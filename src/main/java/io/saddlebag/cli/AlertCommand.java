package io.saddlebag.cli;

import io.saddlebag.Sending;
import io.saddlebag.model.ConfigurationException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code saddlebag alert --test}: whether the admins would be reached. */
@Command(
        name = "alert",
        description = {
            "Send a message to the admins now, and tell whether it was accepted.",
            "It goes the way that alerts go, but does not wait in the outbox."
        })
final class AlertCommand implements Subcommand {

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--test", required = true, description = "Send a test message.")
    @SuppressWarnings("UnusedVariable") // says what is to be sent; there is nothing else yet
    private boolean test;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.DONE, ExitCode.FAILED, ExitCode.USAGE);
    }

    @Override
    public ExitCode call() {
        var settings = config.load();
        if (!settings.messaging().mails()) {
            throw new ConfigurationException(
                    "No mail is configured. Set mail.host and mail.to, and what else the server"
                            + " wants: mail.security, mail.username, mail.password, mail.from (docs/alerts.md).");
        }
        var problem = Sending.test(settings);
        var code = problem.isPresent() ? ExitCode.FAILED : ExitCode.DONE;
        print(problem, code);
        return code;
    }

    private void print(Optional<String> problem, ExitCode code) {
        var out = spec.commandLine().getOut();
        if (json) {
            new JsonDocument(out)
                    .field("accepted", problem.isEmpty())
                    .field("problem", problem.orElse(null))
                    .field("exitCode", code.code())
                    .end();
        } else {
            out.println(problem.map(reason -> "Not accepted. " + reason).orElse("The test message was accepted."));
        }
    }
}
