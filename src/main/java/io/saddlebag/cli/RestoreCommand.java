package io.saddlebag.cli;

import io.saddlebag.Application;
import io.saddlebag.JobSettings;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.Progress;
import io.saddlebag.model.RunOptions;
import io.saddlebag.restore.Overwrite;
import io.saddlebag.restore.RestoreRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code saddlebag restore}: gets files back. */
@Command(
        name = "restore",
        description = {
            "Bring what a job's mirror has to DIR: everything, or the named PATHs only.",
            "DIR is made if need be, and may be the job's source. Repeated, it does not write again what is right already."
        })
final class RestoreCommand implements Subcommand {

    @Parameters(index = "0", paramLabel = "JOB", description = "A job of the configuration.")
    @SuppressWarnings("NullAway.Init")
    private String job;

    @Parameters(
            index = "1..*",
            paramLabel = "PATH",
            description = "Files or directories, relative to the job's source; everything by default.")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "Where to; each PATH has the same place below it as below the source.")
    @SuppressWarnings("NullAway.Init")
    private String directory;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = "--overwrite",
            paramLabel = "WHEN",
            converter = OverwriteWord.class,
            completionCandidates = OverwriteWord.class,
            description = {
                "What becomes of files that are there: ${COMPLETION-CANDIDATES}.",
                "By default, if-changed, those are written again that differ in size or time."
            })
    private Overwrite overwrite = Overwrite.IF_CHANGED;

    @Option(
            names = "--delete",
            description =
                    "Delete what the backup does not have, inside the restored PATHs only. What the job excludes stays.")
    private boolean delete;

    @Option(names = "--dry-run", description = "Only print what would change; nothing is written.")
    private boolean dryRun;

    @Option(names = "--wait", description = "Wait while another run holds the job, instead of ending with 11.")
    private boolean waiting;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Set<ExitCode> exitCodes() {
        var codes = EnumSet.copyOf(ExitCode.ofSweeps());
        codes.remove(ExitCode.GUARDED);
        return codes;
    }

    @Override
    public ExitCode call() {
        var settings = config.load();
        var wanted = settings.job(job);
        var request = new RestoreRequest(
                paths.stream().map(path -> relative(path, wanted)).toList(), overwrite, delete);
        var target = target();
        Logging.openForCommand(settings.home());
        var err = spec.commandLine().getErr();
        var stop = StopSignal.install(err, settings.stopTimeout());
        try (var application = Application.forCommand(settings, List.of())) {
            var restore = application.restore(job, target, request);
            var out = spec.commandLine().getOut();
            var report = json ? new JsonReport(out) : new TextReport(out, err, false);
            var options = new RunOptions(dryRun, false, false, waiting, stop, Progress.NONE);
            var terminal = Terminal.of(System.getProperties());
            return new JobRuns((name, asked) -> restore.apply(asked), options, report, terminal, Clock.systemUTC())
                    .run(List.of(job));
        }
    }

    private Path target() {
        if (directory.isEmpty()) {
            throw new ConfigurationException(
                    "--to is empty: is a variable not set? For the current directory write \".\".");
        }
        return ArgumentBytes.path(directory).toAbsolutePath().normalize();
    }

    /** A path as it was typed, relative to the source; an absolute one is taken for one below the source. */
    private static Path relative(String argument, JobSettings job) {
        if (argument.isEmpty()) {
            throw new ConfigurationException(
                    "a PATH is empty: is a variable not set? Everything is restored without a PATH.");
        }
        var path = ArgumentBytes.path(argument).normalize();
        var mirror = job.mirror();
        if (path.isAbsolute() && mirror != null && path.startsWith(mirror.source())) {
            path = mirror.source().relativize(path);
        }
        if (path.isAbsolute() || path.startsWith("..")) {
            throw new ConfigurationException(argument + " is not below the source of the job " + job.name()
                    + ". Give paths relative to the source, such as 2026/cat.jpg.");
        }
        return path;
    }
}
