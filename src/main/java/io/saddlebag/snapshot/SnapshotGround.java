package io.saddlebag.snapshot;

import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.archive.StorePaths;
import io.saddlebag.archive.StoreWriter;
import io.saddlebag.catalog.RootIdentity;
import io.saddlebag.catalog.Target;
import io.saddlebag.model.Entry;
import io.saddlebag.model.FileState;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Is the destination the one that snapshots were put into? And what is remembered of it and of the sources. */
final class SnapshotGround {

    private static final int MOST_MOUNT_POINTS = 10_000;

    private final SnapshotSettings settings;
    private final RunOptions options;
    private final Target target;
    private final Destination destination;

    SnapshotGround(SnapshotSettings settings, RunOptions options, Target target, Destination destination) {
        this.settings = settings;
        this.options = options;
        this.target = target;
        this.destination = destination;
    }

    /** The destination's root, which is made if it never was; null in a dry run that would make it. */
    @Nullable
    Entry requireRoot() throws IOException {
        var root = root();
        boolean known = target.rootIdentity().isPresent() && !options.newDestination();
        if (root == null) {
            if (known) {
                throw notFound("is not there, though snapshots were put there: is it unmounted?");
            }
            return options.dryRun() ? null : make();
        }
        if (!root.isDirectory()) {
            throw new SaddlebagException(
                    Outcome.NOT_FOUND,
                    "the destination " + settings.destination() + " is not a directory. Nothing was written");
        }
        if (!options.dryRun() && destination.space().readOnly()) {
            throw new SaddlebagException("the destination " + settings.destination()
                    + " is mounted read-only: mount it for writing and run the job again");
        }
        if (known && destination.stat(StorePaths.STORE_FILE) == null) {
            throw notFound("holds no snapshots, though some were put there: is it unmounted, or another disk mounted?");
        }
        return root;
    }

    private @Nullable Entry root() {
        try {
            return destination.stat(StorePaths.ROOT);
        } catch (IOException e) {
            throw notFound("cannot be reached: " + Reason.of(e) + ".");
        }
    }

    private @Nullable Entry make() throws IOException {
        try {
            destination.makeDirectory(StorePaths.ROOT);
        } catch (IOException e) {
            throw new SaddlebagException(
                    Outcome.NOT_FOUND,
                    "the destination " + settings.destination() + " cannot be made: " + Reason.of(e)
                            + ". Only its last directory is made; the one above it has to be there");
        }
        return destination.stat(StorePaths.ROOT);
    }

    /** The store, which is made if it never was; null in a dry run that would make it. */
    @Nullable
    SnapshotStore requireStore(@Nullable Entry root, StoreWriter writer, Instant now) throws IOException {
        var store = root == null ? null : SnapshotStore.find(destination).orElse(null);
        if (store != null && !store.job().equals(settings.job())) {
            if (!options.newDestination()) {
                throw new SaddlebagException("the destination " + settings.destination()
                        + " holds the snapshots of the job " + store.job()
                        + ". Give each job a directory of its own; if the job was renamed, run it once with"
                        + " --new-destination");
            }
            store = null;
        }
        return store != null || options.dryRun() ? store : writer.create(settings.job(), now);
    }

    private SaddlebagException notFound(String what) {
        return new SaddlebagException(
                Outcome.NOT_FOUND,
                "the destination " + settings.destination() + " " + what
                        + " Nothing was written. If it is a new one, run it once with --new-destination");
    }

    /** The directories of the sources where file systems were mounted. */
    Set<Path> mountPoints() {
        return target.some(MOST_MOUNT_POINTS).stream()
                .filter(FileState::mountPoint)
                .map(FileState::path)
                .collect(Collectors.toSet());
    }

    /** Remembers the destination as the one that is known from now on, and where file systems are mounted in the sources. */
    void establish(Collection<Path> mountPoints) throws IOException {
        var root = destination.stat(StorePaths.ROOT);
        if (root != null) {
            target.rootIdentity(new RootIdentity(root.version().inode(), destination.born()));
        }
        var before = mountPoints();
        var now = new HashSet<>(mountPoints);
        if (!options.allowDelete()) {
            now.addAll(before);
        }
        if (!now.equals(before)) {
            target.forgetTree(Path.of(""));
            target.record(now.stream().map(SnapshotGround::mountPoint).toList());
        }
    }

    private static FileState mountPoint(Path path) {
        var entry = new Entry(path, FileType.DIRECTORY, new FileVersion(0, 0, 0, 0), 0, 0, 0, 0);
        return new FileState(entry, entry, true);
    }
}
