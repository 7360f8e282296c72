package io.saddlebag.cli;

import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code saddlebag} without a command: the options that stand before it. */
@Command(
        name = "saddlebag",
        description = "Keeps backups of files: mirrors and snapshots of directories, by hand or on a schedule.",
        versionProvider = Version.class,
        footer = {"", "\"saddlebag COMMAND --help\" tells more about a command."})
final class SaddlebagCommand implements Subcommand {

    @Mixin
    final ConfigOption config = new ConfigOption();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.allOf(ExitCode.class);
    }

    @Override
    public ExitCode call() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }
}
