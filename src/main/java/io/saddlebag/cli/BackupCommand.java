package io.saddlebag.cli;

import io.saddlebag.Application;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code saddlebag backup}: one run of each job, now. */
@Command(name = "backup", description = "Run jobs once, now, one after the other.")
final class BackupCommand implements Subcommand {

    @Parameters(paramLabel = "JOB", description = "Jobs of the configuration; all of them by default.")
    private List<String> jobs = new ArrayList<>();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final SweepOptions sweep = new SweepOptions();

    @Option(names = "--wait", description = "Wait while another run holds a job, instead of ending with 11.")
    private boolean waiting;

    @ArgGroup
    private KindOption kind = new KindOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Set<ExitCode> exitCodes() {
        return ExitCode.ofSweeps();
    }

    @Override
    public ExitCode call() {
        var settings = config.load();
        var chosen = JobNames.choose(jobs, settings);
        Logging.openForCommand(settings.home());
        var err = spec.commandLine().getErr();
        var stop = StopSignal.install(err, settings.stopTimeout());
        try (var application = Application.forCommand(settings, chosen)) {
            var out = spec.commandLine().getOut();
            var report = sweep.json ? new JsonReport(out) : new TextReport(out, err, chosen.size() > 1);
            var options = JobRuns.options(sweep, waiting, stop).ofKind(kind.kind());
            var terminal = Terminal.of(System.getProperties());
            var code = new JobRuns(application::run, options, report, terminal, Clock.systemUTC()).run(chosen);
            application.deliverMessages(stop);
            return code;
        }
    }
}
