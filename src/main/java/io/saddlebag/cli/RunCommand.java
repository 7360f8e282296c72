package io.saddlebag.cli;

import io.saddlebag.Application;
import io.saddlebag.JobSettings;
import io.saddlebag.Settings;
import io.saddlebag.mirror.CollectSettings;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.DisplayPath;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger LOG = LoggerFactory.getLogger(Logging.DAEMON);

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
        requireWork(waitingFor(settings));
        Logging.openForDaemon(settings.home());
        var stop = StopSignal.install(spec.commandLine().getErr(), settings.stopTimeout());
        try (var application = Application.forDaemon(settings)) {
            announce(waitingFor(settings));
            stop.await();
            application.requestStop();
        }
        LOG.info("Stopped");
        return ExitCode.DONE;
    }

    private static Optional<Duration> pollOf(JobSettings job) {
        return Optional.ofNullable(job.collect()).map(CollectSettings::poll);
    }

    /** The jobs that begin by themselves, and when; empty when there are none. */
    private static String waitingFor(Settings settings) {
        var now = Clock.systemUTC().instant();
        return settings.jobs().stream()
                .flatMap(job -> when(job, now).map(when -> job.name() + " (" + when + ")").stream())
                .collect(Collectors.joining(", "));
    }

    private void requireWork(String waiting) {
        if (waiting.isEmpty()) {
            throw new ConfigurationException(
                    "No job in " + DisplayPath.of(config.file())
                            + " watches its source or has a schedule that fires again, so there is nothing to wait for. Add job.NAME.watch = true, or"
                            + " job.NAME.schedule = 0 0 2 * * ? (every night at two), or run the jobs now with \"saddlebag backup\".");
        }
    }

    private static Optional<String> when(JobSettings job, Instant now) {
        return job.watches()
                ? Optional.of("watched")
                : pollOf(job)
                        .map(poll -> "polls every " + poll.toSeconds() + " s")
                        .or(() -> job.schedule()
                                .flatMap(schedule ->
                                        schedule.nextAfter(now).map(next -> "next at " + schedule.show(next))));
    }

    private void announce(String waiting) {
        LOG.info("Started; waiting for the schedules of {}", waiting);
        var out = spec.commandLine().getOut();
        out.println("Waiting for the schedules of " + waiting + ". Ctrl+C ends it.");
        out.flush();
    }
}
