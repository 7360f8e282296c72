package io.saddlebag.cli;

import io.saddlebag.Application;
import io.saddlebag.JobSettings;
import io.saddlebag.OutboxStatus;
import io.saddlebag.Settings;
import io.saddlebag.alert.Subject;
import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.OpenAlert;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code saddlebag status}: how the jobs are doing. */
@Command(
        name = "status",
        description = {
            "Tell per job its last run, what it did, and when it runs next.",
            "A check of health: 1 is returned when a job is overdue, its last run failed, or a guard held deletions back,",
            "or messages to the admins could not be sent."
        })
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
        // Where nothing was ever run, asking must not create a catalog.
        var jobs = Files.isDirectory(settings.home())
                ? recorded(settings, now)
                : status(settings, now, job -> JobStatus.Known.NOTHING);
        var outbox = OutboxStatus.of(settings);
        boolean attention = outbox.needsAttention() || jobs.stream().anyMatch(JobStatus::needsAttention);
        var exitCode = attention ? ExitCode.FAILED : ExitCode.DONE;
        var out = spec.commandLine().getOut();
        if (json) {
            StatusOutput.json(jobs, outbox, exitCode, out);
        } else {
            StatusOutput.text(jobs, outbox, ZoneId.systemDefault(), out);
        }
        return exitCode;
    }

    private static List<JobStatus> recorded(Settings settings, Instant now) {
        try (var application = Application.forCommand(settings, List.of())) {
            var locks = new Locks(settings.home().resolve("locks"), Clock.systemUTC());
            return status(settings, now, job -> known(settings.job(job), application.catalog(), locks));
        }
    }

    private static JobStatus.Known known(JobSettings settings, Catalog catalog, Locks locks) {
        var job = settings.name();
        var last = catalog.runs().latest(job);
        return new JobStatus.Known(
                locks.isHeld(Locks.job(job)),
                last,
                catalog.runs().latestGood(job),
                catalog.runs().latestScopes(job),
                catalog.schedules().since(job),
                Sizes.of(settings, last, catalog.history()),
                alerts(job, catalog));
    }

    private static List<OpenAlert> alerts(String job, Catalog catalog) {
        return catalog.alerts().open().stream()
                .filter(alert ->
                        alert.isTold() && Subject.of(alert.name()).job().equals(job))
                .toList();
    }

    private static List<JobStatus> status(Settings settings, Instant now, Function<String, JobStatus.Known> known) {
        return settings.jobs().stream()
                .map(job -> JobStatus.of(
                        job, known.apply(job.name()), settings.alerts().overdue(), now))
                .toList();
    }
}
