package io.saddlebag.cli;

import io.saddlebag.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which configuration a command works by. The option may stand before or behind the command; behind it wins. */
final class ConfigOption {

    private static final Path DEFAULT = Path.of("application.properties");

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration; application.properties in the current directory by default.")
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /** Whether it was given at this place. */
    boolean isGiven() {
        return file != null;
    }

    /** The file that was asked for, or the default one. */
    Path file() {
        if (file != null) {
            return file;
        }
        return command.root().userObject() instanceof SaddlebagCommand root && root.config.file != null
                ? root.config.file
                : DEFAULT;
    }

    /** The settings of that file. */
    Settings load() {
        return Settings.load(file());
    }
}
