package io.saddlebag.restore;

import static io.saddlebag.model.Finding.Severity.DAMAGED;
import static io.saddlebag.model.Finding.Severity.LOST;
import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.archive.DamagedException;
import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.archive.StorePaths;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Progress;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Proves that a store's snapshots can be restored: that all its parts are there or, deeply, that every byte is what was
 * written. It needs the store and nothing else, which is only read; snapshots may be taken meanwhile. What it holds in memory grows
 * with the number of snapshots, not with what they list.
 */
public final class StoreVerification {

    private static final Set<Path> OWN = Set.of(StorePaths.STORE_FILE, StorePaths.LOCK);

    private final Path root;
    private final DirectoryDestination destination;
    private final boolean deep;
    private final int threads;
    private final Walk walk;
    private final Census census = new Census();

    /**
     * A verification.
     *
     * @param root the directory of the store
     * @param deep whether archives are read
     * @param threads how many contents are read at the same time
     */
    public StoreVerification(Path root, boolean deep, int threads, Walk walk) {
        this.root = root;
        this.destination = new DirectoryDestination(root, false);
        this.deep = deep;
        this.threads = threads;
        this.walk = walk;
        destination.freeze();
    }

    /**
     * Verifies everything; what was found is in the walk's tally, which counts as verified what was found right: the files of the
     * store and, deeply, each content.
     *
     * @throws SaddlebagException when there is no store, a newer Saddlebag made it, or the walk was ended early
     */
    public void run(Progress progress) throws IOException {
        var entries = entries();
        requireStoreFile(entries);
        var store = SnapshotStore.unread(destination);
        var strangers = new ArrayList<Entry>();
        for (var entry : entries) {
            var id = SnapshotStore.id(entry);
            if (id.isPresent() && store.has(id.get())) {
                walk.workers().file(() -> readManifest(store, id.get()));
            } else if (!OWN.contains(entry.path())) {
                strangers.add(entry);
            }
        }
        walk.workers().run();
        walk.halt().rethrow();
        new References(census, walk, destination).judge(strangers);
        progress.began(expected());
        new ArchiveChecks(root, store, census, deep, threads, walk).run();
        walk.tally().flush();
        walk.halt().rethrow();
    }

    private List<Entry> entries() throws IOException {
        var there = destination.stat(StorePaths.ROOT);
        if (there == null || !there.isDirectory()) {
            throw new SaddlebagException(Outcome.NOT_FOUND, root + " is no directory. Is it unmounted?");
        }
        return destination.list(StorePaths.ROOT);
    }

    private void requireStoreFile(List<Entry> entries) throws IOException {
        try {
            SnapshotStore.requireStoreFile(destination);
            walk.tally().verified(0);
        } catch (NoSuchFileException e) {
            if (entries.stream().noneMatch(entry -> SnapshotStore.id(entry).isPresent())) {
                throw new SaddlebagException(
                        Outcome.NOT_FOUND,
                        root + " holds no snapshots: there is no " + StorePaths.STORE_FILE + ". Is it unmounted?");
            }
            found(LOST, StorePaths.STORE_FILE, "is missing. The snapshots do not need it; the next backup does");
        } catch (DamagedException e) {
            found(DAMAGED, StorePaths.STORE_FILE, e.complaint() + ". The snapshots do not need it");
        } catch (IOException e) {
            blame(StorePaths.STORE_FILE, e);
        }
    }

    private void readManifest(SnapshotStore store, SnapshotId id) {
        if (walk.halt().isDue()) {
            return;
        }
        var reading = new ManifestReading(store, id, walk.halt());
        var failure = reading.read();
        if (failure instanceof NoSuchFileException) {
            // Deleted since the store was listed.
            return;
        }
        census.add(reading.known());
        if (failure != null) {
            walk.found(new Finding(severity(failure), StorePaths.manifest(id), complaint(failure) + neededBy(id)));
        } else {
            walk.tally().verified(0);
        }
    }

    /** Others may need the snapshot's contents too; that is said where they are missing. */
    private static String neededBy(SnapshotId id) {
        return Census.neededBy(List.of(id))
                + " It cannot be restored as a whole; contents that others have in its archive can";
    }

    private static String complaint(IOException failure) {
        return failure instanceof DamagedException damaged
                ? damaged.complaint()
                : "cannot be read: " + Reason.of(failure);
    }

    private static Finding.Severity severity(IOException failure) {
        return failure instanceof AccessDeniedException ? UNREADABLE : DAMAGED;
    }

    private long expected() {
        return census.snapshots().stream()
                .mapToLong(snapshot -> 2
                        + (deep && snapshot.header() != null
                                ? snapshot.header().counts().storedFiles()
                                : 0))
                .sum();
    }

    private void blame(Path path, IOException failure) {
        found(severity(failure), path, complaint(failure));
    }

    private void found(Finding.Severity severity, Path path, String message) {
        walk.found(new Finding(severity, path, message));
    }
}
