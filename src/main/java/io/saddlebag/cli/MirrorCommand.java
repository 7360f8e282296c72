package io.saddlebag.cli;

import io.saddlebag.Application;
import io.saddlebag.MirrorFilters;
import io.saddlebag.Settings;
import io.saddlebag.model.ConfigurationException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code saddlebag mirror}: makes one directory equal to another, with no configuration. */
@Command(
        name = "mirror",
        description = {
            "Make DESTINATION equal to SOURCE, with no configuration.",
            "What SOURCE does not have is deleted from DESTINATION, within the guards."
        })
final class MirrorCommand implements Subcommand {

    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    /** How the first run may end if the source is to be watched then. */
    private static final Set<ExitCode> FOLLOWED = EnumSet.of(ExitCode.DONE, ExitCode.PARTIAL, ExitCode.GUARDED);

    @Parameters(index = "0", paramLabel = "SOURCE", description = "The directory to carry; never written to.")
    @SuppressWarnings("NullAway.Init")
    private String source;

    @Parameters(index = "1", paramLabel = "DESTINATION", description = "The directory to make equal to it.")
    @SuppressWarnings("NullAway.Init")
    private String destination;

    @Option(
            names = "--exclude",
            paramLabel = "PATTERN",
            description = "Leave out what matches: **/*.tmp, cache/. May be given several times.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--exclude-if-present",
            paramLabel = "NAME",
            description = "Of a directory that holds NAME carry NAME only. May be given several times.")
    private List<String> excludeIfPresent = new ArrayList<>();

    @Option(
            names = "--exclude-caches",
            description = "Of a directory that a CACHEDIR.TAG file marks as a cache carry that file only.")
    private boolean excludeCaches;

    @Option(
            names = "--exclude-larger-than",
            paramLabel = "SIZE",
            description = "Leave out larger files: 64K, 10M, 4G, 1T.")
    private @Nullable String excludeLargerThan;

    @Option(
            names = {"-x", "--one-file-system"},
            description = "Carry directories where other file systems are mounted as empty ones.")
    private boolean oneFileSystem;

    @Option(
            names = {"--hard-links", "-H"},
            description = "Keep files that have several names in SOURCE as hard links.")
    private boolean hardLinks;

    @Option(names = "--watch", description = "Then watch SOURCE and carry what changes, until Ctrl+C or SIGTERM.")
    private boolean watch;

    @Mixin
    private final SweepOptions sweep = new SweepOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Set<ExitCode> exitCodes() {
        return ExitCode.ofSweeps();
    }

    @Override
    public ExitCode call() {
        refuseConfiguration();
        refuseDryWatching();
        var filters = new MirrorFilters(exclude, excludeIfPresent, excludeCaches, excludeLargerThan, oneFileSystem);
        var settings = Settings.adHoc(
                directory("SOURCE", source),
                directory("DESTINATION", destination),
                filters,
                hardLinks,
                Settings.adHocHome());
        var jobs = JobNames.of(settings);
        Logging.openForCommand(settings.home());
        var err = spec.commandLine().getErr();
        var stop = StopSignal.install(err, settings.stopTimeout());
        try (var application = Application.forCommand(settings, jobs)) {
            var out = spec.commandLine().getOut();
            var report = sweep.json ? new JsonReport(out) : new TextReport(out, err, false);
            var options = JobRuns.options(sweep, false, stop);
            var terminal = Terminal.of(System.getProperties());
            var code = new JobRuns(application::run, options, report, terminal, Clock.systemUTC()).run(jobs);
            application.deliverMessages(stop);
            if (!watch || !FOLLOWED.contains(code)) {
                return code;
            }
        }
        return follow(settings, stop);
    }

    private static ExitCode follow(Settings settings, StopSignal stop) {
        Logging.openForDaemon(settings.home());
        try (var application = Application.forDaemon(settings.watched())) {
            stop.await();
            application.requestStop();
        }
        return ExitCode.DONE;
    }

    private void refuseDryWatching() {
        if (watch && sweep.dryRun) {
            throw new ConfigurationException(
                    "--watch carries what changes, and --dry-run nothing. Leave one of them out.");
        }
    }

    private void refuseConfiguration() {
        if (spec.root().userObject() instanceof SaddlebagCommand root && root.config.isGiven()) {
            throw new ConfigurationException(
                    "\"mirror\" reads no configuration. Leave --config out, or run a job of the "
                            + "configuration with \"saddlebag backup JOB\".");
        }
    }

    /** Also refuses what would quietly become another directory than the one that was meant. */
    private static Path directory(String label, String argument) {
        if (argument.isEmpty()) {
            throw new ConfigurationException(
                    label + " is empty: is a variable not set? For the current directory write \".\".");
        }
        if (!ArgumentBytes.isText(argument)) {
            throw new ConfigurationException(
                    label + " " + argument + " is not UTF-8 and cannot be given as an argument. "
                            + "Give a symbolic link to it, or the directory above it.");
        }
        if (URI.matcher(argument).matches()) {
            throw new ConfigurationException(
                    label + " " + argument + " is not a directory's path; other places are not "
                            + "supported yet. A directory of that name is given as \"./" + argument + "\".");
        }
        return Path.of(argument).toAbsolutePath();
    }
}
