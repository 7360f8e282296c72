package io.saddlebag.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestEntry.Held;
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.tree.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells a ledger what became of entries. Of files that were not stored as they were given, which are few, it remembers what became
 * of them, for further names of theirs may follow.
 */
final class Account {

    private final SnapshotId id;
    private final Ledger ledger;
    private final Map<Path, Otherwise> otherwise = new HashMap<>();

    Account(SnapshotId id, Ledger ledger) {
        this.id = id;
        this.ledger = ledger;
    }

    /** What became of a file: it was not stored, or in another version. */
    private record Otherwise(@Nullable ManifestEntry stored, boolean whole) {}

    /** The archive has a file's content. */
    void stored(ManifestEntry given, ManifestEntry read, boolean whole, @Nullable String as, String sha256)
            throws IOException {
        if (!whole || !read.version().equals(given.version())) {
            otherwise.put(given.path(), new Otherwise(read, whole));
        }
        var name = as == null ? null : PathBytes.toPath(as.getBytes(UTF_8));
        ledger.stored(read.withHeld(new Held(id, name, sha256)), whole);
    }

    /** A file could not be read. */
    void unread(ManifestEntry given, SourceException reason) throws IOException {
        otherwise.put(given.path(), new Otherwise(null, false));
        ledger.unread(given, reason);
    }

    /** A directory or link is there, or an entry is passed on. */
    void passed(ManifestEntry entry) throws IOException {
        ledger.stored(entry, true);
    }

    /** Whether a further name of a file has a content to be a name of. */
    boolean has(Path file) {
        var known = otherwise.get(file);
        return known == null || known.stored() != null;
    }

    /** A further name of a file shares what became of that. */
    void further(ManifestEntry entry, Path file) throws IOException {
        var known = otherwise.get(file);
        if (known == null) {
            ledger.stored(entry, true);
        } else if (known.stored() != null) {
            ledger.stored(entry.withVersion(known.stored().version()), known.whole());
        } else {
            ledger.unread(
                    entry,
                    SourceException.changed(entry.path(), "is the same file as " + file + ", which could not be read"));
        }
    }
}
