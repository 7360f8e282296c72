package io.saddlebag.cli;

import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.snapshot.SnapshotSettings;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.util.EnumSet;
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

    @Parameters(index = "0", paramLabel = "JOB", description = "A job of the configuration that takes snapshots.")
    @SuppressWarnings("NullAway.Init")
    private String job;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "A snapshot, whose entries are listed.")
    private @Nullable String id;

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
        var settings = snapshots();
        try {
            var store = SnapshotStore.open(new DirectoryDestination(settings.destination(), false));
            var output = new SnapshotsOutput(store, spec.commandLine().getOut(), json);
            if (id != null) {
                return output.entries(requireSnapshot(store, id));
            }
            return output.list();
        } catch (IOException e) {
            throw new SaddlebagException("the store " + settings.destination() + " cannot be read: " + Reason.of(e));
        }
    }

    private SnapshotSettings snapshots() {
        var found = config.load().job(job);
        var settings = found.snapshot();
        if (settings == null) {
            throw new ConfigurationException("The job " + job + " takes no snapshots: its type is "
                    + found.type().name() + ".");
        }
        return settings;
    }

    private SnapshotId requireSnapshot(SnapshotStore store, String text) throws IOException {
        var wanted = SnapshotId.parse(text);
        if (wanted.isEmpty() || !store.has(wanted.get())) {
            throw new ConfigurationException("There is no snapshot " + text + " of the job " + job
                    + ". \"saddlebag snapshots " + job + "\" lists those that there are.");
        }
        return wanted.get();
    }
}
