package io.saddlebag.snapshot;

import io.saddlebag.model.Entry;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.tree.MountTable;
import io.saddlebag.tree.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Is a source the source, and a directory in it what it was? */
final class SourceChecks {

    private static final String WAY_OUT = "If it moved for good, run it once with --allow-delete";

    private final SnapshotSettings settings;
    private final boolean allowing;
    private final Set<Path> mountPoints;
    private final Earlier earlier;
    private final @Nullable Entry storeRoot;

    /**
     * Checks of a job's sources.
     *
     * @param allowing whether the operator says that what is missing is gone for good
     * @param mountPoints directories where file systems were mounted before
     * @param storeRoot the destination
     */
    SourceChecks(
            SnapshotSettings settings,
            boolean allowing,
            Set<Path> mountPoints,
            Earlier earlier,
            @Nullable Entry storeRoot) {
        this.settings = settings;
        this.allowing = allowing;
        this.mountPoints = Set.copyOf(mountPoints);
        this.earlier = earlier;
        this.storeRoot = storeRoot;
    }

    /** Knows the last snapshot. */
    @FunctionalInterface
    interface Earlier {

        /** Whether it has files or links of a source. */
        boolean hasFiles(Path source) throws IOException;
    }

    /**
     * Opens a source.
     *
     * @throws SaddlebagException when it is not there, or is not what it was
     */
    SourceTree open(SnapshotSettings.Source source) throws IOException {
        requireThere(source.path());
        var tree = new SourceTree(
                source.path(),
                settings.choice().filters(),
                source.excludedPaths(),
                settings.choice().selection());
        boolean complete = false;
        try {
            requireMounted(source, tree);
            requireApart(source, tree);
            requireFiles(source, tree);
            complete = true;
            return tree;
        } finally {
            if (!complete) {
                tree.close();
            }
        }
    }

    private void requireThere(Path path) {
        if (!Files.exists(path)) {
            throw new SaddlebagException("the source " + path + " does not exist: is it unmounted?");
        }
        if (!Files.isDirectory(path)) {
            throw new SaddlebagException("the source " + path + " is not a directory");
        }
        var marker = settings.marker();
        if (marker != null && !Files.exists(path.resolve(marker))) {
            throw new SaddlebagException("the source " + path + " has no " + marker + " (job." + settings.job()
                    + ".marker): is it unmounted?");
        }
    }

    private void requireMounted(SnapshotSettings.Source source, SourceTree tree) throws IOException {
        if (!allowing && mountPoints.contains(Path.of(source.name())) && !tree.isMountPoint()) {
            throw guard(source, "was a mount point and is not now: is it unmounted? " + WAY_OUT);
        }
    }

    /** By whatever names and bind mounts: the store must not be in a source that has it not excluded. */
    private void requireApart(SnapshotSettings.Source source, SourceTree tree) throws IOException {
        if (storeRoot == null) {
            return;
        }
        var mounts = MountTable.read();
        var from = mounts.locate(tree.absolute(Path.of("")));
        var to = mounts.locate(settings.destination().toRealPath());
        boolean excluded = source.excludedPaths().contains(settings.destination());
        if (tree.root().isSameFile(storeRoot)
                || (from != null && to != null && (from.isBelow(to) || (to.isBelow(from) && !excluded)))) {
            throw new SaddlebagException("the source " + source.path() + " and the destination "
                    + settings.destination() + " are in each other, by a bind mount. Choose another directory");
        }
    }

    private void requireFiles(SnapshotSettings.Source source, SourceTree tree) throws IOException {
        if (!allowing
                && SnapshotSources.isEmpty(tree)
                && (settings.sources().size() == 1 || earlier.hasFiles(Path.of(source.name())))) {
            throw guard(source, "is empty: is it unmounted? If that is right, run it once with --allow-delete");
        }
    }

    private static SaddlebagException guard(SnapshotSettings.Source source, String what) {
        return new SaddlebagException(Outcome.GUARDED, "the source " + source.path() + " " + what);
    }

    /** Why a directory of a source is not entered; null when it is. */
    @Nullable
    String doubt(Path path, Entry directory, boolean mountPoint) {
        if (!allowing && !mountPoint && mountPoints.contains(path)) {
            return "was a mount point and is not now: is it unmounted? The snapshot keeps what the last one has";
        }
        return storeRoot != null && directory.isSameFile(storeRoot) ? "is the destination itself; not entered" : null;
    }
}
