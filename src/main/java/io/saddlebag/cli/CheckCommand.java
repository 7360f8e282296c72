package io.saddlebag.cli;

import io.saddlebag.Application;
import io.saddlebag.JobSettings;
import io.saddlebag.Schedule;
import io.saddlebag.Settings;
import io.saddlebag.catalog.Catalog;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.snapshot.SnapshotSettings;
import io.saddlebag.store.DirectoryDestination;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code saddlebag check}: whether the jobs could run. */
@Command(
        name = "check",
        description = {
            "Check the configuration and whether the jobs could run.",
            "Looks at each source, marker, destination and schedule, and at the mail server. Backs up and writes nothing."
        })
final class CheckCommand implements Subcommand {

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.DONE, ExitCode.FAILED, ExitCode.USAGE, ExitCode.NOT_FOUND);
    }

    @Override
    public ExitCode call() {
        var checks = checks();
        var worst = checks.stream().map(Check::result).reduce(ExitCode.DONE, ExitCode::or);
        print(checks, worst);
        return worst;
    }

    private List<Check> checks() {
        var shown = DisplayPath.of(config.file());
        try {
            var settings = config.load();
            var checks = new ArrayList<Check>();
            checks.add(Check.ok("configuration", shown));
            checks.addAll(jobs(settings));
            checks.addAll(routes(settings));
            checks.addAll(AlertCheck.of(settings));
            return checks;
        } catch (ConfigurationException e) {
            var message = e.getMessage();
            return List.of(Check.problem("configuration", ExitCode.USAGE, message == null ? shown : message));
        }
    }

    /** What the catalog knows makes a difference; where it cannot be opened, that is said, and nothing is known. */
    private static List<Check> jobs(Settings settings) {
        var home = HomeCheck.of(settings.home());
        var checks = new ArrayList<Check>();
        if (!home.isOk() || !Files.isDirectory(settings.home())) {
            checks.add(home);
            checks.addAll(jobs(settings, mirror -> 0L, snapshot -> false));
            return checks;
        }
        try (var application = Application.forCommand(settings, List.of())) {
            checks.add(home);
            checks.addAll(jobs(
                    settings,
                    mirror -> known(mirror, application.catalog()),
                    snapshot -> SnapshotCheck.isKnown(snapshot, application.catalog())));
        } catch (SaddlebagException e) {
            checks.add(Check.problem(home.subject(), ExitCode.of(e), String.valueOf(e.getMessage())));
            checks.addAll(jobs(settings, mirror -> 0L, snapshot -> false));
        }
        return checks;
    }

    private static long known(MirrorSettings mirror, Catalog catalog) {
        var destination = mirror.destination();
        return destination == null
                ? 0
                : catalog.states(mirror.job(), new DirectoryDestination(destination, false).name())
                        .knownFiles();
    }

    private static List<Check> jobs(
            Settings settings, ToLongFunction<MirrorSettings> known, Predicate<SnapshotSettings> knownStore) {
        var checks = new ArrayList<Check>();
        for (var job : settings.jobs()) {
            var trees = job.trees();
            if (trees != null) {
                checks.addAll(new MirrorCheck(trees, known.applyAsLong(trees)).checks());
            }
            if (job.snapshot() != null) {
                checks.addAll(new SnapshotCheck(job.snapshot(), knownStore.test(job.snapshot())).checks());
            }
            if (job.collect() != null) {
                new CollectCheck(job.collect()).check().ifPresent(checks::add);
            }
            job.schedule().ifPresent(schedule -> checks.add(schedule(job, schedule)));
        }
        return checks;
    }

    /** The routes of all jobs at once or, where that fails, of each, so that every wrong one is told of. */
    private static List<Check> routes(Settings settings) {
        var all = routes(settings, JobNames.of(settings), "routes");
        return all.isOk()
                ? List.of(all)
                : JobNames.of(settings).stream()
                        .map(job -> routes(settings, List.of(job), "job " + job + ", routes"))
                        .toList();
    }

    private static Check routes(Settings settings, List<String> jobs, String subject) {
        try {
            Application.tryRoutes(settings, jobs);
            return Check.ok(subject, "can be started");
        } catch (SaddlebagException e) {
            return Check.problem(subject, ExitCode.of(e), String.valueOf(e.getMessage()));
        }
    }

    private static Check schedule(JobSettings job, Schedule schedule) {
        var subject = "job " + job.name() + ", schedule";
        return job.nextRun(Clock.systemUTC().instant())
                .map(next -> Check.ok(subject, "next at " + schedule.show(next)))
                .orElseGet(() -> Check.problem(
                        subject,
                        ExitCode.USAGE,
                        schedule.expression() + " never fires again. Correct job." + job.name() + ".schedule."));
    }

    private void print(List<Check> checks, ExitCode worst) {
        var out = spec.commandLine().getOut();
        if (!json) {
            checks.forEach(check ->
                    out.println((check.isOk() ? "ok       " : "problem  ") + check.subject() + ": " + check.message()));
            return;
        }
        var document = new JsonDocument(out).array("checks");
        checks.forEach(check -> document.object()
                .field("subject", check.subject())
                .field("ok", check.isOk())
                .field("message", check.message())
                .endObject());
        document.endArray().field("exitCode", worst.code()).end();
    }
}
