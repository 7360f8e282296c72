package io.saddlebag.cli;

import io.saddlebag.Application;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.Progress;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.restore.Overwrite;
import io.saddlebag.restore.RestoreRequest;
import io.saddlebag.restore.SnapshotWish;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
            "Bring what a job's mirror or one of its snapshots has to DIR: everything, or the named PATHs only.",
            "DIR is made if need be. A mirror is brought to DIR itself, which may be its source; of a snapshot each source"
                    + " to DIR/NAME. Repeated, it does not write again what is right already."
        })
final class RestoreCommand implements Subcommand {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "JOB",
            description = "A job of the configuration; left out with --from.")
    private @Nullable String job;

    @Parameters(
            index = "1..*",
            paramLabel = "PATH",
            description =
                    "Files or directories; everything by default. Of a mirror relative to the source, of a snapshot as"
                            + " \"snapshots JOB ID\" lists them; where it has one source only, the source's name may be left out.")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "STORE",
            description = "The directory that holds the snapshots; it needs no JOB and no configuration.")
    private @Nullable String store;

    @ArgGroup
    private @Nullable Which which;

    /** Which snapshot, or which moment. */
    private static final class Which {

        @Option(
                names = "--snapshot",
                paramLabel = "ID",
                description = "The snapshot of that id. By default the last one is restored.")
        private @Nullable String id;

        @Option(
                names = "--at",
                paramLabel = "TIME",
                converter = MomentOption.class,
                description =
                        "What a mirror with versions had at that time, or the last snapshot that was begun by then:"
                                + " 2026-11-20T02:00, with seconds or without, with a zone (Z, +01:00) or in the local"
                                + " one. 2026-11-20 alone is the end of that day.")
        private @Nullable Instant at;

        private SnapshotWish wish() {
            return id != null ? new SnapshotWish.Named(id) : new SnapshotWish.At(Objects.requireNonNull(at));
        }
    }

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "Where to; each PATH has the same place below it as in the backup.")
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

    @Option(
            names = "--numeric-owner",
            description = "Of snapshots, as root: give files to the numbers of users and groups, not to their names.")
    private boolean numericOwner;

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
        return EnumSet.complementOf(EnumSet.of(ExitCode.GUARDED));
    }

    @Override
    public ExitCode call() {
        return store == null ? restoreJob(requireJob()) : restoreFrom(store);
    }

    private String requireJob() {
        if (job == null) {
            throw new ConfigurationException(
                    "Neither a JOB nor --from is given. Name the job, or the directory that holds its snapshots.");
        }
        return job;
    }

    private ExitCode restoreJob(String name) {
        var settings = config.load();
        var wanted = settings.job(name);
        var request =
                request(paths.stream().map(path -> MirrorPath.of(path, wanted)).toList());
        var target = target();
        Logging.openForCommand(settings.home());
        var stop = StopSignal.install(spec.commandLine().getErr(), settings.stopTimeout());
        try (var application = Application.forCommand(settings, List.of())) {
            return run(name, application.restore(name, target, request, wish()), stop);
        }
    }

    /** What stands where a JOB would is the first PATH. */
    private ExitCode restoreFrom(String from) {
        if (config.isGiven()) {
            throw new ConfigurationException("--from reads no configuration. Leave --config out, or name a JOB.");
        }
        var typed = new ArrayList<String>();
        if (job != null) {
            typed.add(job);
        }
        typed.addAll(paths);
        if (from.isEmpty()) {
            throw new ConfigurationException("--from is empty: is a variable not set?");
        }
        var directory = ArgumentBytes.path(from).toAbsolutePath().normalize();
        var request = request(typed.stream().map(RestoreCommand::path).toList());
        var stop = StopSignal.install(spec.commandLine().getErr(), PATIENCE);
        return run(from, Application.restoreFrom(directory, target(), request, wish()), stop);
    }

    private RestoreRequest request(List<Path> wanted) {
        return new RestoreRequest(wanted, overwrite, delete).withNumericOwners(numericOwner);
    }

    private SnapshotWish wish() {
        return which == null ? new SnapshotWish.Latest() : which.wish();
    }

    private ExitCode run(String name, Function<RunOptions, Run> restore, StopSignal stop) {
        var out = spec.commandLine().getOut();
        var report = json
                ? new JsonReport(out)
                : new TextReport(out, spec.commandLine().getErr(), false);
        var options = new RunOptions(dryRun, false, false, waiting, stop, Progress.NONE);
        var terminal = Terminal.of(System.getProperties());
        return new JobRuns((job, asked) -> restore.apply(asked), options, report, terminal, Clock.systemUTC())
                .run(List.of(name));
    }

    private Path target() {
        if (directory.isEmpty()) {
            throw new ConfigurationException(
                    "--to is empty: is a variable not set? For the current directory write \".\".");
        }
        return ArgumentBytes.path(directory).toAbsolutePath().normalize();
    }

    private static Path path(String argument) {
        if (argument.isEmpty()) {
            throw new ConfigurationException(
                    "a PATH is empty: is a variable not set? Everything is restored without a PATH.");
        }
        return ArgumentBytes.path(argument).normalize();
    }
}
