package io.saddlebag.cli;

import io.saddlebag.Application;
import io.saddlebag.model.Progress;
import io.saddlebag.model.RunOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code saddlebag prune}: which snapshots are kept, and why; the others are removed. */
@Command(
        name = "prune",
        description = {
            "Remove the snapshots that no rule of the job keeps, and tell of each why it is kept.",
            "Nothing is removed while something is wrong: the last run failed, a guard is up, a verification found damage."
        })
final class PruneCommand implements Subcommand {

    @Parameters(index = "0", paramLabel = "JOB", description = "A job of the configuration that takes snapshots.")
    @SuppressWarnings("NullAway.Init")
    private String job;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--dry-run", description = "Only show what would be removed.")
    private boolean dryRun;

    @Option(
            names = "--force",
            description =
                    "Remove what no rule keeps though something is wrong. What kept ones need and the newest that can be restored still stay.")
    private boolean force;

    @Option(names = "--wait", description = "Wait while another run holds the job, instead of ending with 11.")
    private boolean waiting;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(
                ExitCode.DONE,
                ExitCode.FAILED,
                ExitCode.USAGE,
                ExitCode.GUARDED,
                ExitCode.NOT_FOUND,
                ExitCode.LOCKED,
                ExitCode.INTERRUPTED);
    }

    @Override
    public ExitCode call() {
        var settings = config.load();
        settings.job(job);
        Logging.openForCommand(settings.home());
        var err = spec.commandLine().getErr();
        var stop = StopSignal.install(err, settings.stopTimeout());
        try (var application = Application.forCommand(settings, List.of())) {
            var options = new RunOptions(dryRun, false, false, waiting, stop, Progress.NONE);
            var result = application.prune(job, force).apply(options);
            var output =
                    new PruneOutput(result, dryRun, ExitCode.of(result.run().outcome()));
            if (json) {
                output.json(spec.commandLine().getOut());
            } else {
                output.text(spec.commandLine().getOut(), err);
            }
            application.deliverMessages(stop);
            return output.exitCode();
        }
    }
}
