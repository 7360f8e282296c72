package io.saddlebag.restore;

import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.archive.Snapshots;
import io.saddlebag.model.ManifestHeader;
import java.nio.file.Path;

/**
 * A snapshot that is to be restored, in its store.
 *
 * @param directory where the store is
 * @param all what the store has besides
 * @param header the snapshot
 */
public record ChosenSnapshot(SnapshotStore store, Path directory, Snapshots all, ManifestHeader header) {}
