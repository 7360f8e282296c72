package io.saddlebag.archive;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.tree.TemporaryName;
import java.nio.file.Path;
import java.util.Arrays;

/** Where everything is in a snapshot store, relative to its root. */
public final class StorePaths {

    /** The store's root. */
    public static final Path ROOT = Path.of("");

    /** What makes a directory a store. */
    public static final Path STORE_FILE = Path.of("saddlebag-store.json");

    /** What whoever writes to a store has locked. */
    public static final Path LOCK = Path.of("saddlebag.lock");

    private static final String UNFINISHED = "unfinished";
    private static final String MANIFEST = "manifest.jsonl.gz";

    private StorePaths() {}

    /** A snapshot's directory. */
    public static Path directory(SnapshotId id) {
        return Path.of(id.toString());
    }

    /** A snapshot's manifest. */
    public static Path manifest(SnapshotId id) {
        return directory(id).resolve(MANIFEST);
    }

    /** What tells a snapshot that is being taken from one that has lost its manifest. */
    public static Path unfinished(SnapshotId id) {
        return directory(id).resolve(UNFINISHED);
    }

    /** The archive that a snapshot of a format writes. */
    public static Path archive(SnapshotId id, ArchiveFormat format) {
        return directory(id).resolve(format.fileName());
    }

    /** The archive of a snapshot that is there. */
    public static Path archive(ManifestHeader header) {
        return directory(header.id()).resolve(header.archive().name());
    }

    /** Whether what is in a snapshot's directory is the store's, by its name and type. */
    static boolean isPart(Entry entry) {
        var path = entry.path();
        return switch (entry.type()) {
            case DIRECTORY -> path.endsWith(ArchiveFormat.DIRECTORY.fileName());
            case FILE ->
                path.endsWith(MANIFEST)
                        || path.endsWith(UNFINISHED)
                        || TemporaryName.matches(path)
                        || (isArchive(path) && !path.endsWith(ArchiveFormat.DIRECTORY.fileName()));
            case LINK, OTHER -> false;
        };
    }

    /** Whether a part of a snapshot is named like an archive. */
    public static boolean isArchive(Path part) {
        return Arrays.stream(ArchiveFormat.values()).anyMatch(format -> part.endsWith(format.fileName()));
    }
}
