package io.saddlebag.cli;

import io.saddlebag.Application;
import io.saddlebag.JobSettings;
import io.saddlebag.Settings;
import io.saddlebag.mirror.CollectSettings;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.DisplayPath;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code saddlebag run}: the daemon, until it is told to stop. */
@Command(
        name = "run",
        description = {
            "Watch sources, and run jobs whenever their schedules say so, until Ctrl+C or SIGTERM.",
            "A run that is under way then ends with the file in hand, and 0 is returned."
        })
final class RunCommand implements Subcommand {

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.DONE, ExitCode.FAILED, ExitCode.USAGE, ExitCode.INTERRUPTED);
    }

    @Override
    public ExitCode call() {
        var settings = config.load();
        var scheduled = scheduled(settings);
        Logging.openForDaemon(settings.home());
        var stop = StopSignal.install(spec.commandLine().getErr(), settings.stopTimeout());
        try (var application = Application.forDaemon(settings)) {
            announce(application, scheduled);
            stop.await();
            application.requestStop();
        }
        return ExitCode.DONE;
    }

    private static Optional<Duration> pollOf(JobSettings job) {
        return Optional.ofNullable(job.collect()).map(CollectSettings::poll);
    }

    private List<JobSettings> scheduled(Settings settings) {
        var now = Clock.systemUTC().instant();
        var scheduled = settings.jobs().stream()
                .filter(job -> job.nextRun(now).isPresent() || pollOf(job).isPresent() || job.watches())
                .toList();
        if (scheduled.isEmpty()) {
            throw new ConfigurationException(
                    "No job in " + DisplayPath.of(config.file())
                            + " watches its source or has a schedule that fires again, so there is nothing to wait for. Add job.NAME.watch = true, or"
                            + " job.NAME.schedule = 0 0 2 * * ? (every night at two), or run the jobs now with \"saddlebag backup\".");
        }
        return scheduled;
    }

    private void announce(Application application, List<JobSettings> scheduled) {
        var jobs = scheduled.stream()
                .map(job -> job.name() + when(application, job))
                .collect(Collectors.joining(", "));
        var out = spec.commandLine().getOut();
        out.println("Waiting for the schedules of " + jobs + ". Ctrl+C ends it.");
        out.flush();
    }

    private static String when(Application application, JobSettings job) {
        var watched = job.watches() ? Optional.of(" (watched)") : Optional.<String>empty();
        return watched.or(() -> pollOf(job).map(poll -> " (polls every " + poll.toSeconds() + " s)"))
                .or(() -> application
                        .nextRun(job.name())
                        .map(next -> " (next at " + Times.local(next, ZoneId.systemDefault()) + ")"))
                .orElse("");
    }
}
