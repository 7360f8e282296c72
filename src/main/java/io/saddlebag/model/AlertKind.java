package io.saddlebag.model;

/** What admins are told of. */
public enum AlertKind {
    /** A run could not do its work, or did not find its destination. */
    FAILED,
    /** A guard stopped deletions. */
    GUARD,
    /** Runs left out what could not be read or delivered. */
    PARTIAL,
    /** No run of the job's schedule did everything for too long. */
    OVERDUE,
    /** What watching a source found could not be carried. */
    WATCH,
    /** A verification found that a backup is damaged, or has lost something. */
    DAMAGED,
    /** Nothing is pruned, as it may not be safe. */
    FROZEN,
    /** A full snapshot is much larger or smaller than those before. */
    SIZE_OF_FULL,
    /** Likewise a differential one. */
    SIZE_OF_DIFFERENTIAL,
    /** Likewise an incremental one. */
    SIZE_OF_INCREMENTAL,
    /** A run found very many of the files changed at once. */
    CHANGED,
    /** A destination has little free space left. */
    SPACE;

    /** That snapshots of a kind have an unusual size. */
    public static AlertKind sizeOf(SnapshotKind kind) {
        return switch (kind) {
            case FULL -> SIZE_OF_FULL;
            case DIFFERENTIAL -> SIZE_OF_DIFFERENTIAL;
            case INCREMENTAL -> SIZE_OF_INCREMENTAL;
        };
    }
}
