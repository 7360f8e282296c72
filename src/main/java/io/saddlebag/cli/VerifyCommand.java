package io.saddlebag.cli;

import io.saddlebag.Application;
import io.saddlebag.model.Progress;
import io.saddlebag.model.RunOptions;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code saddlebag verify}: whether a mirror still has what was delivered. */
@Command(
        name = "verify",
        description = {
            "Compare a job's mirror with its source, and write to neither.",
            "By sizes and times or, with --deep, by every byte. What changed in the source since the last backup is only noted."
        })
final class VerifyCommand implements Subcommand {

    @Parameters(index = "0", paramLabel = "JOB", description = "A job of the configuration.")
    @SuppressWarnings("NullAway.Init")
    private String job;

    @Option(names = "--deep", description = "Read all files on both sides and compare their contents.")
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
        var settings = config.load();
        settings.job(job);
        Logging.openForCommand(settings.home());
        var err = spec.commandLine().getErr();
        var stop = StopSignal.install(err, settings.stopTimeout());
        try (var application = Application.forCommand(settings, List.of())) {
            var verification = application.verification(job, deep);
            var out = spec.commandLine().getOut();
            var form = RunForm.VERIFICATION;
            var report = json ? new JsonReport(out, form) : new TextReport(out, err, false, form);
            var options = new RunOptions(false, false, false, waiting, stop, Progress.NONE);
            var terminal = Terminal.of(System.getProperties());
            return new JobRuns((name, asked) -> verification.apply(asked), options, report, terminal, Clock.systemUTC())
                    .run(List.of(job));
        }
    }
}
