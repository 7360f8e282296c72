package io.saddlebag.snapshot;

import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotKind;
import org.jspecify.annotations.Nullable;

/**
 * What kind of snapshot is taken.
 *
 * @param base what contents are compared with; null for a full
 * @param reason why, in words
 * @param forced whether it is taken even if nothing changed
 */
record Level(SnapshotKind kind, @Nullable ManifestHeader base, String reason, boolean forced) {}
