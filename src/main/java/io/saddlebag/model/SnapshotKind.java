package io.saddlebag.model;

import java.util.Locale;

/** What a snapshot holds contents of; every kind lists the whole tree. */
public enum SnapshotKind {
    /** All contents. */
    FULL,
    /** What changed since the last full. */
    DIFFERENTIAL,
    /** What changed since the last snapshot of any kind. */
    INCREMENTAL;

    /** As it stands in ids and manifests: in small letters. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
