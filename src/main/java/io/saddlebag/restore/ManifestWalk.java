package io.saddlebag.restore;

import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestEntry.Owner;
import io.saddlebag.model.ManifestHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a manifest in its order and tells of what is wanted, and of the directories on the way. What stands below something that
 * is no directory is never told of.
 */
final class ManifestWalk {

    private static final Path ROOT = Path.of("");

    private final SnapshotStore store;
    private final ManifestHeader header;
    private final WantedPaths wanted;
    private final Walk walk;
    private final Set<Path> met = new HashSet<>();
    private final Set<Path> refused = new HashSet<>();
    private OpenDirectory top = root();
    private @Nullable Path passedOver;
    private int number;
    private boolean again;

    ManifestWalk(SnapshotStore store, ManifestHeader header, WantedPaths wanted, Walk walk) {
        this.store = store;
        this.header = header;
        this.wanted = wanted;
        this.walk = walk;
    }

    /** Hears what a manifest has. */
    interface Visitor {

        /** The target itself is entered. */
        void begin(OpenDirectory root) throws IOException;

        /** A directory is entered; false: what is below it is passed over. */
        boolean enter(OpenDirectory directory) throws IOException;

        /** Something else is in a directory that was entered. */
        void meet(OpenDirectory holder, ManifestEntry entry) throws IOException;

        /** All that is below a directory was told of. */
        void leave(OpenDirectory directory) throws IOException;
    }

    /** The directory that is restored to. */
    private static OpenDirectory root() {
        var nobody = new Owner(0, 0, null, null);
        var version = new FileVersion(0, 0, 0, 0);
        return new OpenDirectory(
                new ManifestEntry(
                        ROOT,
                        FileType.DIRECTORY,
                        version,
                        0700,
                        nobody,
                        null,
                        null,
                        null,
                        ExtendedAttributes.NONE,
                        false),
                null,
                -1,
                false);
    }

    /** Tells of everything that is wanted, until the walk is to end. */
    void read(Visitor visitor) throws IOException {
        top = root();
        passedOver = null;
        number = 0;
        visitor.begin(top);
        try (var manifest = store.manifest(header.id())) {
            for (var entry = manifest.next(); entry != null; entry = manifest.next(), number++) {
                if (walk.halt().isDue() || wanted.endBefore(entry.path())) {
                    break;
                }
                pass(entry, visitor);
            }
        }
        while (top.parent() != null) {
            leave(visitor);
        }
        again = true;
    }

    private void leave(Visitor visitor) throws IOException {
        var left = top;
        top = Objects.requireNonNull(left.parent());
        visitor.leave(left);
    }

    private void pass(ManifestEntry entry, Visitor visitor) throws IOException {
        var path = entry.path();
        if (passedOver != null && path.startsWith(passedOver)) {
            return;
        }
        while (top.parent() != null && !path.startsWith(top.path())) {
            leave(visitor);
        }
        boolean begins = wanted.begin(path);
        boolean isWanted = top.isWanted() || begins;
        if (begins && !top.isWanted() && !wanted.isEverything()) {
            met.add(path);
        }
        if (!isWanted && !wanted.leadTo(path)) {
            return;
        }
        if (!isInTop(path)) {
            refuse(path);
        } else if (entry.type() == FileType.DIRECTORY) {
            enter(entry, isWanted, visitor);
        } else if (isWanted) {
            visitor.meet(top, entry);
        }
    }

    /** Said once, however often the manifest is read. */
    private void refuse(Path path) {
        if (!again) {
            walk.found(new Finding(
                    Severity.DAMAGED, path, "the manifest has no directory that holds it; nothing is written there"));
        }
    }

    private boolean isInTop(Path path) {
        var parent = path.getParent();
        return parent == null ? top.parent() == null : parent.equals(top.path());
    }

    private void enter(ManifestEntry entry, boolean isWanted, Visitor visitor) throws IOException {
        var directory = new OpenDirectory(entry, top, number, isWanted);
        if (visitor.enter(directory)) {
            top = directory;
        } else {
            passedOver = entry.path();
            if (wanted.leadTo(passedOver)) {
                refused.add(passedOver);
            }
        }
    }

    /** Whether the manifest does not have a path that was asked for, as far as that was looked for. */
    boolean lacks(Path path) {
        return !met.contains(path) && refused.stream().noneMatch(path::startsWith);
    }
}
