package io.saddlebag.cli;

import io.saddlebag.Application;
import io.saddlebag.Schedule;
import io.saddlebag.Settings;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.Run;
import java.nio.file.Files;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
            "Looks at each source, marker, destination and schedule. Backs up and writes nothing."
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
            return checks;
        } catch (ConfigurationException e) {
            var message = e.getMessage();
            return List.of(Check.problem("configuration", ExitCode.USAGE, message == null ? shown : message));
        }
    }

    private static List<Check> jobs(Settings settings) {
        if (!Files.isDirectory(settings.home())) {
            return jobs(settings, job -> Optional.empty());
        }
        try (var application = Application.forCommand(settings, List.of())) {
            return jobs(settings, application.catalog().runs()::latestGood);
        }
    }

    private static List<Check> jobs(Settings settings, Function<String, Optional<Run>> lastGood) {
        var checks = new ArrayList<Check>();
        for (var job : settings.jobs()) {
            var trees = job.trees();
            if (trees != null) {
                checks.addAll(new MirrorCheck(trees, lastGood.apply(job.name())).checks());
            }
            if (job.collect() != null) {
                new CollectCheck(job.collect()).check().ifPresent(checks::add);
            }
            job.schedule().ifPresent(schedule -> checks.add(schedule(job.name(), schedule)));
        }
        return checks;
    }

    private static Check schedule(String job, String schedule) {
        var subject = "job " + job + ", schedule";
        return Schedule.parse(schedule, ZoneId.systemDefault())
                .nextAfter(Clock.systemUTC().instant())
                .map(next -> Check.ok(subject, "next at " + Times.local(next, ZoneId.systemDefault())))
                .orElseGet(() -> Check.problem(
                        subject, ExitCode.FAILED, schedule + " never fires again. Correct job." + job + ".schedule."));
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
