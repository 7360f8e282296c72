package io.saddlebag.restore;

import static io.saddlebag.model.Finding.Severity.DAMAGED;
import static io.saddlebag.model.Finding.Severity.LOST;
import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.archive.Archives;
import io.saddlebag.archive.DamagedException;
import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.archive.StorePaths;
import io.saddlebag.archive.WholeArchive;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Finding;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.tree.CopyDroppedException;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the archives of a store one after the other: that they are there in their size or, deeply, every byte of each, once. */
final class ArchiveChecks {

    private final Path root;
    private final SnapshotStore store;
    private final Census census;
    private final boolean deep;
    private final int threads;
    private final Walk walk;

    ArchiveChecks(Path root, SnapshotStore store, Census census, boolean deep, int threads, Walk walk) {
        this.root = root;
        this.store = store;
        this.census = census;
        this.deep = deep;
        this.threads = threads;
        this.walk = walk;
    }

    /** Checks all of them. */
    void run() throws IOException {
        for (var snapshot : census.snapshots()) {
            if (walk.halt().isDue()) {
                return;
            }
            check(snapshot);
        }
    }

    private void check(KnownSnapshot snapshot) throws IOException {
        var header = snapshot.header();
        var id = snapshot.id();
        ArchiveFormat format;
        try {
            format = header == null ? formatThere(id) : Archives.format(header);
        } catch (DamagedException e) {
            found(DAMAGED, StorePaths.manifest(id), e.complaint(), List.of(id));
            return;
        }
        if (format == null) {
            found(
                    LOST,
                    StorePaths.directory(id),
                    "has no archive that could be found without its manifest",
                    census.needing(id));
        } else if (isThere(id, format, header)) {
            checkContents(snapshot, format);
        }
    }

    /** The format of an archive that no manifest names; null where there is none. */
    private @Nullable ArchiveFormat formatThere(SnapshotId id) throws IOException {
        for (var format : ArchiveFormat.values()) {
            if (store.destination().stat(StorePaths.archive(id, format)) != null) {
                return format;
            }
        }
        return null;
    }

    private boolean isThere(SnapshotId id, ArchiveFormat format, @Nullable ManifestHeader header) {
        var path = StorePaths.archive(id, format);
        try {
            var there = store.destination().stat(path);
            if (there == null || there.isDirectory() != (format == ArchiveFormat.DIRECTORY)) {
                if (store.has(id)) {
                    found(LOST, path, there == null ? "is missing" : "is something else", census.needing(id));
                }
                return false;
            }
            return deep || there.isDirectory() || header == null || hasItsSize(path, there, header);
        } catch (IOException e) {
            blame(path, e, census.needing(id));
            return false;
        }
    }

    private boolean hasItsSize(Path path, Entry there, ManifestHeader header) {
        long size = there.version().size();
        long expected = header.archive().size();
        if (size == expected) {
            walk.tally().verified(0);
            return true;
        }
        found(DAMAGED, path, "has " + size + " bytes, should have " + expected, census.needing(header.id()));
        return false;
    }

    private void checkContents(KnownSnapshot snapshot, ArchiveFormat format) {
        if (!deep && format != ArchiveFormat.DIRECTORY) {
            return;
        }
        var id = snapshot.id();
        var path = StorePaths.archive(id, format);
        var broken = new BrokenContents(store, id, path, census.needing(id), walk);
        try (var contents = HeldContents.open(store, id, lists(snapshot))) {
            if (deep) {
                read(snapshot, format, contents, broken);
            } else {
                new DirectoryLook(store.destination(), path, broken, walk).at(contents);
            }
        } catch (CopyDroppedException e) {
            // The stop is told by the halt.
        } catch (IOException e) {
            blame(path, e, census.needing(id));
        }
        broken.tell();
    }

    /** A manifest that is whole lists all that its archive holds; in its place those do that need it. */
    private List<SnapshotId> lists(KnownSnapshot snapshot) {
        return snapshot.isWhole()
                ? List.of(snapshot.id())
                : census.needing(snapshot.id()).stream()
                        .filter(id ->
                                census.find(id).filter(KnownSnapshot::isWhole).isPresent())
                        .toList();
    }

    private void read(KnownSnapshot snapshot, ArchiveFormat format, HeldContents contents, BrokenContents broken)
            throws IOException {
        var header = snapshot.header();
        var expected = header == null ? null : header.archive();
        try (var archive = WholeArchive.open(root, snapshot.id(), format, expected)) {
            new ArchiveReading(archive, contents, broken, threads, walk).run();
            if (!walk.halt().isDue()) {
                walk.tally().verified(0);
            }
        }
    }

    private void blame(Path path, IOException failure, List<SnapshotId> dependents) {
        var complaint = failure instanceof DamagedException damaged
                ? damaged.complaint()
                : "cannot be read: " + Reason.of(failure);
        found(failure instanceof AccessDeniedException ? UNREADABLE : DAMAGED, path, complaint, dependents);
    }

    private void found(Finding.Severity severity, Path path, String message, List<SnapshotId> dependents) {
        walk.found(new Finding(severity, path, message + Census.neededBy(dependents)));
    }
}
