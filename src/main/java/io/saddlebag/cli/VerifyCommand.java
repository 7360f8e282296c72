package io.saddlebag.cli;

import io.saddlebag.Application;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.Progress;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code saddlebag verify}: whether a backup still has what was put into it. */
@Command(
        name = "verify",
        description = {
            "Prove that a job's snapshots can be restored, or compare its mirror with its source. Nothing is written to either.",
            "By sizes and times or, with --deep, by every byte. What changed in a mirror's source since the last backup is only noted."
        })
final class VerifyCommand implements Subcommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "JOB", description = "A job of the configuration.")
    private @Nullable String job;

    @Option(
            names = "--from",
            paramLabel = "DESTINATION",
            description = "Instead of JOB: the directory of a store of snapshots. No configuration is needed.")
    private @Nullable String from;

    @Option(names = "--deep", description = "Read everything and compare the contents.")
    private boolean deep;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--wait", description = "Wait while another run holds the job, instead of ending with 11.")
    private boolean waiting;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.complementOf(EnumSet.of(ExitCode.GUARDED));
    }

    @Override
    public ExitCode call() {
        if (job != null && from == null) {
            return verifyJob(job);
        }
        if (job == null && from != null) {
            return verifyStore(from);
        }
        throw new ConfigurationException("Give a JOB, or --from with the directory of a store of snapshots.");
    }

    private ExitCode verifyJob(String name) {
        var settings = config.load();
        settings.job(name);
        Logging.openForCommand(settings.home());
        var stop = StopSignal.install(spec.commandLine().getErr(), settings.stopTimeout());
        try (var application = Application.forCommand(settings, List.of())) {
            var code = run(name, application.verification(name, deep), stop);
            application.deliverMessages(stop);
            return code;
        }
    }

    private ExitCode verifyStore(String directory) {
        if (directory.isEmpty()) {
            throw new ConfigurationException(
                    "--from is empty: is a variable not set? For the current directory write \".\".");
        }
        var store = ArgumentBytes.path(directory).toAbsolutePath().normalize();
        var stop = StopSignal.install(spec.commandLine().getErr(), MirrorSettings.DEFAULT_STOP_TIMEOUT);
        return run(store.toString(), Application.verification(store, deep), stop);
    }

    private ExitCode run(String name, Function<RunOptions, Run> verification, StopSignal stop) {
        var out = spec.commandLine().getOut();
        var form = RunForm.VERIFICATION;
        var report = json
                ? new JsonReport(out, form)
                : new TextReport(out, spec.commandLine().getErr(), false, form);
        var options = new RunOptions(false, false, false, waiting, stop, Progress.NONE);
        var terminal = Terminal.of(System.getProperties());
        return new JobRuns((any, asked) -> verification.apply(asked), options, report, terminal, Clock.systemUTC())
                .run(List.of(name));
    }
}
