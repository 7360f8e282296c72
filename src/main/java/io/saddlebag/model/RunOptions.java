package io.saddlebag.model;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one run is asked for besides its job's settings.
 *
 * @param dryRun only say what would change; nothing is written, neither at the destination nor in the catalog
 * @param allowDelete deletions are carried out although a guard would hold them back
 * @param newDestination a destination that is missing, empty or another one is taken as a new one
 * @param waiting wait for another run of the job or its destination to end, instead of ending as locked
 * @param stopped polled often; true ends the run as interrupted, at the latest with the file in hand
 * @param progress told about each change as it is done (or, in a dry run, found); called from several threads
 * @param scope what of the source is swept
 * @param hints asked by a full sweep for directories that became dirty meanwhile
 * @param kind what a snapshot is to be; null to leave that to the job
 */
public record RunOptions(
        boolean dryRun,
        boolean allowDelete,
        boolean newDestination,
        boolean waiting,
        BooleanSupplier stopped,
        Progress progress,
        Scope scope,
        Hints hints,
        @Nullable SnapshotKind kind) {

    /** An ordinary run that nobody watches and nobody stops. */
    public static final RunOptions DEFAULT = new RunOptions(false, false, false, false, () -> false, Progress.NONE);

    /** Options of a full sweep that nobody gives hints. */
    public RunOptions(
            boolean dryRun,
            boolean allowDelete,
            boolean newDestination,
            boolean waiting,
            BooleanSupplier stopped,
            Progress progress) {
        this(dryRun, allowDelete, newDestination, waiting, stopped, progress, Scope.WHOLE, Hints.NONE, null);
    }

    /** The same options, waiting for whoever holds the job. */
    public RunOptions waitingForOthers() {
        return new RunOptions(dryRun, allowDelete, newDestination, true, stopped, progress, scope, hints, kind);
    }

    /** The same options with another stop signal. */
    public RunOptions stoppedBy(BooleanSupplier signal) {
        return new RunOptions(dryRun, allowDelete, newDestination, waiting, signal, progress, scope, hints, kind);
    }

    /** The same options with another progress. */
    public RunOptions watchedBy(Progress other) {
        return new RunOptions(dryRun, allowDelete, newDestination, waiting, stopped, other, scope, hints, kind);
    }

    /** The same options for another part of the source. */
    public RunOptions limitedTo(Scope other) {
        return new RunOptions(dryRun, allowDelete, newDestination, waiting, stopped, progress, other, hints, kind);
    }

    /** The same options with other hints. */
    public RunOptions hintedBy(Hints other) {
        return new RunOptions(dryRun, allowDelete, newDestination, waiting, stopped, progress, scope, other, kind);
    }

    /** The same options for a snapshot of a kind, or of the one that is due. */
    public RunOptions ofKind(@Nullable SnapshotKind other) {
        return new RunOptions(dryRun, allowDelete, newDestination, waiting, stopped, progress, scope, hints, other);
    }
}
