package io.saddlebag.cli;

import io.saddlebag.JobSettings;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code saddlebag versions}: what a job's mirror keeps of files that were overwritten or deleted. */
@Command(
        name = "versions",
        description = {
            "List the versions that a job's mirror keeps of a file, or of all files below a directory.",
            "Of a version are told when and why it went, its size and its time. \"restore JOB --at TIME\" brings back what"
                    + " the mirror had before."
        })
final class VersionsCommand implements Subcommand {

    @Parameters(index = "0", paramLabel = "JOB", description = "A job of the configuration that keeps a mirror.")
    @SuppressWarnings("NullAway.Init")
    private String job;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            description = "A file or directory, relative to the source; everything by default.")
    private @Nullable String path;

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
        var settings = config.load().job(job);
        var destination = destination(settings);
        var wanted = path == null ? Path.of("") : MirrorPath.of(path, settings);
        if (!Files.isDirectory(destination)) {
            throw new SaddlebagException(
                    Outcome.NOT_FOUND,
                    "the destination " + DisplayPath.of(destination) + " is not there: is it unmounted?");
        }
        try {
            var kept = new DirectoryDestination(destination, false);
            kept.freeze();
            return new VersionsOutput(kept, destination, spec.commandLine().getOut(), json).list(wanted);
        } catch (IOException e) {
            throw new SaddlebagException(
                    "the versions in " + DisplayPath.of(destination) + " cannot be read: " + Reason.of(e));
        }
    }

    private static Path destination(JobSettings job) {
        var mirror = job.mirror();
        if (mirror == null || mirror.destination() == null) {
            throw new ConfigurationException("The job " + job.name() + " keeps no mirror in a directory (type "
                    + job.type().name() + "), so it has no versions.");
        }
        return mirror.destination();
    }
}
