package io.saddlebag.mirror;

import io.saddlebag.catalog.RootIdentity;
import io.saddlebag.catalog.Target;
import io.saddlebag.model.Entry;
import io.saddlebag.model.FileState;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.Filters;
import io.saddlebag.tree.MountTable;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.TemporaryName;
import io.saddlebag.versions.VersionPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks before a sweep begins: is the source the source, and the destination the one that was known? */
final class Ground {

    private static final Path ROOT = Path.of("");
    /** How many known paths are looked for at most before a destination is taken for another one. */
    private static final int PROOFS = 10_000;

    private final MirrorSettings settings;
    private final RunOptions options;
    private final Target target;
    private final @Nullable Destination destination;

    Ground(MirrorSettings settings, RunOptions options, Target target, @Nullable Destination destination) {
        this.settings = settings;
        this.options = options;
        this.target = target;
        this.destination = destination;
    }

    /** The source, if it is there with its marker. */
    SourceTree requireSource() throws IOException {
        var path = settings.source();
        if (!Files.exists(path)) {
            throw new SaddlebagException(
                    "the source " + path + " does not exist: is it unmounted? Nothing was touched");
        }
        if (!Files.isDirectory(path)) {
            throw new SaddlebagException("the source " + path + " is not a directory. Nothing was touched");
        }
        var marker = settings.marker();
        if (marker != null && !Files.exists(path.resolve(marker))) {
            throw new SaddlebagException("the source " + path + " has no " + marker + " (job." + settings.job()
                    + ".marker): is it unmounted? Nothing was touched");
        }
        return new SourceTree(
                path,
                Filters.of(settings.include(), settings.exclude()),
                withoutVersions(path.toRealPath()),
                settings.selection());
    }

    /** What a mirror keeps its versions in has no counterpart in a source. */
    private List<Path> withoutVersions(Path source) {
        var excluded = new ArrayList<>(settings.excludedPaths());
        excluded.add(source.resolve(VersionPaths.ROOT));
        return excluded;
    }

    /** A source that was a mount point has to be one still. */
    void requireMounted(@Nullable FileState rootState, boolean mounted) {
        if (rootState != null && rootState.mountPoint() && !mounted && !options.allowDelete()) {
            throw new SaddlebagException(
                    Outcome.GUARDED,
                    "the source " + settings.source() + " was a mount point and is not now: is it unmounted?"
                            + " Nothing was touched. If it moved for good, run it once with --allow-delete");
        }
    }

    /**
     * The destination's root; null where this run makes it, or would in earnest.
     *
     * @param known files that the catalog knows there
     */
    @Nullable
    Entry requireDestination(long known) throws IOException {
        if (destination == null) {
            return fromCatalog();
        }
        var root = root(destination);
        boolean expected = known > 0 && !options.newDestination();
        if (root == null) {
            if (expected) {
                throw notFound("is not there, though it held " + known + " files: is it unmounted?");
            }
            make(destination);
            return null;
        }
        requireDirectory(root);
        if (expected) {
            requireKnown(destination, root, known);
        }
        return root;
    }

    /** The destination's root if it is the directory that it was; null when more has to be looked at. */
    @Nullable
    Entry findDestination(Entry before) throws IOException {
        if (destination == null) {
            return fromCatalog();
        }
        var root = root(destination);
        if (root == null || !root.isSameFile(before)) {
            return null;
        }
        requireDirectory(root);
        return root;
    }

    /** A root that needs nothing: where the destination is not looked at, its root is taken to be there. */
    private @Nullable Entry fromCatalog() {
        return target.root().map(FileState::destination).orElse(null);
    }

    private @Nullable Entry root(Destination present) {
        try {
            return present.stat(ROOT);
        } catch (IOException e) {
            throw notFound("cannot be reached: " + Reason.of(e));
        }
    }

    private void requireDirectory(Entry root) throws IOException {
        if (!root.isDirectory()) {
            throw new SaddlebagException(
                    Outcome.NOT_FOUND,
                    "the destination " + settings.destination() + " is not a directory. Nothing was written");
        }
        if (destination != null && !options.dryRun() && destination.space().readOnly()) {
            throw new SaddlebagException("the destination " + settings.destination()
                    + " is mounted read-only: mount it for writing and run the job again");
        }
    }

    private void requireKnown(Destination present, Entry root, long known) throws IOException {
        if (isEmpty(present)) {
            throw notFound("is empty, though it held " + known + " files: is it unmounted?");
        }
        boolean sameRoot = isSameRoot(present, root);
        if (settings.compareDestination() ? !isProven(present, sameRoot) : isAnotherRoot(present, sameRoot)) {
            throw notFound("holds nothing of the " + known + " files that were put there: is another disk mounted?");
        }
    }

    /**
     * Where no file is known, because all were taken out of the source when they were delivered, the root tells whether the
     * destination is the one they went to.
     */
    void requireEstablished() throws IOException {
        var established = target.rootIdentity();
        if (destination == null || options.newDestination() || established.isEmpty()) {
            return;
        }
        var root = root(destination);
        if (root == null) {
            throw notFound("is not there, though files were delivered to it: is it unmounted?");
        }
        if (isElsewhere(destination, root.version().inode(), established.get())) {
            throw notFound(
                    "is not the directory that files were delivered to: is it unmounted, or another disk mounted?");
        }
    }

    /** Where the file system does not tell when a directory was made, one of another number is another one if it is empty. */
    private static boolean isElsewhere(Destination present, long inode, RootIdentity established) throws IOException {
        long born = present.born();
        return born != 0 && established.born() != 0
                ? !established.equals(new RootIdentity(inode, born))
                : established.inode() != inode && isEmpty(present);
    }

    private boolean isSameRoot(Destination present, Entry root) throws IOException {
        long born = present.born();
        var identity = new RootIdentity(root.version().inode(), born);
        return born != 0 && target.rootIdentity().filter(identity::equals).isPresent();
    }

    /** What is not compared may be there under other names, so that only the root is left to be looked at. */
    private boolean isAnotherRoot(Destination present, boolean sameRoot) throws IOException {
        return !sameRoot && present.born() != 0 && target.rootIdentity().isPresent();
    }

    /**
     * Something that was delivered is there as it was; or at least something of that name, if the root is the same as well.
     * The root alone proves little: disks that were formatted in one second have roots that cannot be told apart.
     */
    private boolean isProven(Destination present, boolean sameRoot) {
        for (var state : target.some(PROOFS)) {
            var there = find(present, state.path());
            var delivered = state.destination();
            if (there != null && (isAsDelivered(there, delivered) || (sameRoot && there.type() == delivered.type()))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Entry find(Destination present, Path path) {
        try {
            return present.stat(path);
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isAsDelivered(Entry there, Entry delivered) {
        return there.type() == delivered.type()
                && there.version().modified() == delivered.version().modified()
                && (there.isDirectory()
                        || there.version().size() == delivered.version().size());
    }

    private static boolean isEmpty(Destination present) throws IOException {
        for (var entry : present.list(ROOT)) {
            if (!entry.path().equals(SourceTree.LOST_AND_FOUND)
                    && !entry.path().equals(VersionPaths.ROOT)
                    && !TemporaryName.matches(entry.path())) {
                return false;
            }
        }
        return true;
    }

    /** By whatever names and bind mounts: the source and the destination must not be in each other. */
    void requireApart(SourceTree source, @Nullable Entry destinationRoot) throws IOException {
        var path = settings.destination();
        if (path == null || destinationRoot == null) {
            return;
        }
        var mounts = MountTable.read();
        var from = mounts.locate(source.absolute(ROOT));
        var to = mounts.locate(path.toRealPath());
        boolean overlap = source.root().isSameFile(destinationRoot)
                || (from != null && to != null && (from.isBelow(to) || isInside(to, from)));
        if (overlap) {
            throw new SaddlebagException("the source " + settings.source() + " and the destination " + path
                    + " are in each other, by a bind mount. Nothing was written; choose another directory");
        }
    }

    /** A destination below the source was let through only if it is excluded there; by another name it is not. */
    private boolean isInside(MountTable.Place to, MountTable.Place from) {
        return to.isBelow(from)
                && settings.excludedPaths().stream().noneMatch(path -> path.equals(settings.destination()));
    }

    private void make(Destination missing) {
        try {
            if (!options.dryRun()) {
                missing.makeDirectory(ROOT);
            }
        } catch (IOException e) {
            throw new SaddlebagException(
                    Outcome.NOT_FOUND,
                    "the destination " + settings.destination() + " cannot be made: " + Reason.of(e)
                            + ". Only its last directory is made; the one above it has to be there");
        }
    }

    private SaddlebagException notFound(String what) {
        return new SaddlebagException(
                Outcome.NOT_FOUND,
                "the destination " + settings.destination() + " " + what
                        + " Nothing was written. If it is a new one, run it once with --new-destination");
    }

    /** Remembers the destination as the one that is known from now on. */
    void establish() throws IOException {
        if (destination == null || options.dryRun()) {
            return;
        }
        var root = destination.stat(ROOT);
        if (root != null) {
            target.rootIdentity(new RootIdentity(root.version().inode(), destination.born()));
        }
    }
}
