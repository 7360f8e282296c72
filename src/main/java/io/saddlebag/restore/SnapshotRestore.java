package io.saddlebag.restore;

import static io.saddlebag.model.Finding.Severity.FAILED;
import static io.saddlebag.model.Finding.Severity.NOTE;

import io.saddlebag.archive.DamagedException;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.Identity;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Brings what a snapshot has to a directory. The manifest is known to be whole before anything is written; then it is read
 * in its order, as often as need be: almost always once, and once more each for hard links, for deletions and for the
 * attributes of directories that these change. Memory does not grow with the number of entries but by a few bits for each.
 * Every content is proven by its SHA-256 before it gets its name, nothing is written outside of the target, what fails does
 * not stop the rest, and what is right already is not written again.
 */
public final class SnapshotRestore {

    private static final Path ROOT = Path.of("");

    private final ChosenSnapshot snapshot;
    private final Destination target;
    private final RestoreRequest request;
    private final Walk walk;
    private final int threads;
    private final WantedPaths wanted;
    private final Holders holders;
    private final RestoreParts parts;
    private boolean hasNames;

    /**
     * A restore.
     *
     * @param request its paths as the manifest has them
     * @param exclusion what is never deleted
     * @param threads how many files are restored at the same time
     */
    public SnapshotRestore(
            ChosenSnapshot snapshot,
            Destination target,
            RestoreRequest request,
            Exclusion exclusion,
            Walk walk,
            int threads) {
        this.snapshot = snapshot;
        this.target = target;
        this.request = request;
        this.walk = walk;
        this.threads = threads;
        this.wanted = new WantedPaths(request.paths());
        this.holders = new Holders(snapshot);
        var writer = new Writer(target, exclusion, walk);
        boolean byName = !request.numericOwners() && Identity.current().isSuperuser();
        this.parts = new RestoreParts(
                target,
                request,
                writer,
                new Placing(target, request, writer, walk),
                new SnapshotOriginals(target, holders, new LocalOwners(byName), walk.stop()::isOverdue),
                holders,
                new Marks(),
                walk);
    }

    /**
     * Restores what was asked for; what was done and found is in the walk's tally.
     *
     * @throws SaddlebagException when the manifest is damaged, the target cannot be written, or the walk was ended early
     */
    public void run() {
        requireManifest();
        try (holders) {
            makeRoot();
            var manifest = new ManifestWalk(snapshot.store(), snapshot.header(), wanted, walk);
            restoreFiles(manifest);
            if (hasNames) {
                restoreNames(manifest);
            }
            walk.halt().rethrow();
            if (request.delete()) {
                manifest.read(new StrangersPass(parts));
            }
            if (parts.marks().hasLate()) {
                manifest.read(new FinishPass(parts));
            }
            walk.halt().rethrow();
            if (!walk.dryRun()) {
                target.flush();
            }
        } catch (DamagedException e) {
            throw damaged(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new SaddlebagException(target.name() + " cannot be written: " + Reason.of(e));
        } finally {
            walk.tally().flush();
        }
    }

    private void requireManifest() {
        try {
            snapshot.store().requireWhole(snapshot.header().id());
        } catch (DamagedException e) {
            throw damaged("its manifest is damaged: " + e.getMessage());
        } catch (IOException e) {
            throw new SaddlebagException(
                    "the manifest of snapshot " + snapshot.header().id() + " cannot be read: " + Reason.of(e));
        }
    }

    private SaddlebagException damaged(String how) {
        return new SaddlebagException(
                Outcome.DAMAGED,
                "snapshot " + snapshot.header().id() + " cannot be restored: " + how
                        + ". Restore another one with --snapshot");
    }

    /** Open to its owner only, as it is not the backup's. */
    private void makeRoot() throws IOException {
        if (target.stat(ROOT) == null && !walk.dryRun()) {
            target.makeDirectory(ROOT);
        }
    }

    private void restoreFiles(ManifestWalk manifest) throws IOException {
        for (int group = 0; group < holders.groups() && !walk.halt().isDue(); group++) {
            holders.close();
            try (var workers = new FileWorkers(threads)) {
                var pass = new FilePass(parts, workers, group);
                manifest.read(pass);
                workers.await();
                conclude(pass, group);
            }
        }
        walk.halt().rethrow();
        for (var path : wanted.named()) {
            if (manifest.lacks(path)) {
                parts.found(
                        FAILED, path, "is not in snapshot " + snapshot.header().id());
            }
        }
    }

    private void conclude(FilePass pass, int group) {
        hasNames |= pass.hasNames();
        if (group == 0 && pass.stale() > 0) {
            parts.found(
                    NOTE,
                    ROOT,
                    "of what was restored " + pass.stale() + " entries are older than the snapshot: they could not be"
                            + " read when it was taken");
        }
    }

    private void restoreNames(ManifestWalk manifest) throws IOException {
        if (!walk.dryRun()) {
            target.makesHardLinks();
        }
        var loose = new LooseNames(snapshot, parts);
        manifest.read(new NamesPass(parts, wanted, loose));
        loose.restore();
    }

    /** Which archives could not be opened, and how many files that affects, in sentences. */
    public List<String> complaints() {
        return holders.complaints();
    }
}
