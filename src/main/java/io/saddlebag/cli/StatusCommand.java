package io.saddlebag.cli;

import io.saddlebag.Application;
import io.saddlebag.Settings;
import io.saddlebag.catalog.Locks;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code saddlebag status}: how the jobs are doing. */
@Command(name = "status", description = "Tell per job its last run, what it did, and when it runs next.")
final class StatusCommand implements Subcommand {

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--json", description = "Print the status as one JSON document.")
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
        var now = Clock.systemUTC().instant();
        var jobs = Files.isDirectory(settings.home()) ? recorded(settings, now) : unrecorded(settings, now);
        var out = spec.commandLine().getOut();
        if (json) {
            StatusOutput.json(jobs, out);
        } else {
            StatusOutput.text(jobs, ZoneId.systemDefault(), out);
        }
        return ExitCode.DONE;
    }

    private static List<JobStatus> recorded(Settings settings, Instant now) {
        try (var application = Application.forCommand(settings, List.of())) {
            var runs = application.catalog().runs();
            var locks = new Locks(settings.home().resolve("locks"), Clock.systemUTC());
            return settings.jobs().stream()
                    .map(job -> JobStatus.of(
                            job,
                            locks.isHeld(Locks.job(job.name())),
                            runs.latest(job.name()),
                            runs.latestGood(job.name()),
                            now))
                    .toList();
        }
    }

    /** Nothing was ever run: asking must not create a catalog. */
    private static List<JobStatus> unrecorded(Settings settings, Instant now) {
        return settings.jobs().stream()
                .map(job -> JobStatus.of(job, false, Optional.empty(), Optional.empty(), now))
                .toList();
    }
}
