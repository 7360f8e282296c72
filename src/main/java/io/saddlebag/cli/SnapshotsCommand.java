package io.saddlebag.cli;

import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code saddlebag snapshots}: what a job's store has. */
@Command(
        name = "snapshots",
        description = {
            "List a job's snapshots, or the entries of one.",
            "Of a snapshot are told id, kind, base, time, files, their bytes, and the bytes that it takes in the store."
        })
final class SnapshotsCommand implements Subcommand {

    @Parameters(
            arity = "0..2",
            paramLabel = "JOB [ID]",
            hideParamSyntax = true,
            description = "A job of the configuration that takes snapshots, and the snapshot whose entries are listed.")
    private List<String> operands = List.of();

    @Option(
            names = "--from",
            paramLabel = "DESTINATION",
            description = "Instead of JOB: the directory of a store of snapshots. No configuration is needed.")
    private @Nullable String from;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.DONE, ExitCode.FAILED, ExitCode.USAGE, ExitCode.DAMAGED, ExitCode.NOT_FOUND);
    }

    @Override
    public ExitCode call() {
        int named = from == null ? 1 : 0;
        if (operands.size() < named || operands.size() > named + 1) {
            throw new ConfigurationException(
                    "Give a JOB, or --from with the directory of a store of snapshots; and the ID of one snapshot, if at all.");
        }
        var directory = from == null ? destination(operands.get(0)) : directory(from);
        return list(directory, operands.size() > named ? operands.get(named) : null);
    }

    private ExitCode list(Path directory, @Nullable String id) {
        try {
            var store = SnapshotStore.findSnapshots(new DirectoryDestination(directory, false))
                    .orElseThrow(() -> new SaddlebagException(
                            Outcome.NOT_FOUND,
                            "There are no snapshots in " + DisplayPath.of(directory) + ": is it unmounted?"));
            var output = new SnapshotsOutput(store, spec.commandLine().getOut(), json);
            return id == null ? output.list() : output.entries(requireSnapshot(store, directory, id));
        } catch (IOException e) {
            throw new SaddlebagException("the store " + DisplayPath.of(directory) + " cannot be read: " + Reason.of(e));
        }
    }

    private Path destination(String job) {
        var found = config.load().job(job);
        var settings = found.snapshot();
        if (settings == null) {
            throw new ConfigurationException("The job " + job + " takes no snapshots: its type is "
                    + found.type().name() + ".");
        }
        return settings.destination();
    }

    private static Path directory(String text) {
        if (text.isEmpty()) {
            throw new ConfigurationException(
                    "--from is empty: is a variable not set? For the current directory write \".\".");
        }
        return ArgumentBytes.path(text).toAbsolutePath().normalize();
    }

    private static SnapshotId requireSnapshot(SnapshotStore store, Path directory, String text) throws IOException {
        var wanted = SnapshotId.parse(text);
        if (wanted.isEmpty() || !store.has(wanted.get())) {
            throw new ConfigurationException("There is no snapshot " + text + " in " + DisplayPath.of(directory)
                    + ". Leave the id out to list those that there are.");
        }
        return wanted.get();
    }
}
