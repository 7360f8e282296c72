package io.saddlebag.cli;

import io.saddlebag.model.SnapshotKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which kind of snapshot is asked for; one of these at most. */
final class KindOption {

    @Option(names = "--full", description = "Take a full snapshot, even if nothing changed.")
    private boolean full;

    @Option(names = "--differential", description = "Take a snapshot of what changed since the last full.")
    private boolean differential;

    @Option(names = "--incremental", description = "Take a snapshot of what changed since the last one of any kind.")
    private boolean incremental;

    /** The kind; null where none is asked for. */
    @Nullable
    SnapshotKind kind() {
        if (full) {
            return SnapshotKind.FULL;
        }
        if (differential) {
            return SnapshotKind.DIFFERENTIAL;
        }
        return incremental ? SnapshotKind.INCREMENTAL : null;
    }
}
