package io.saddlebag.mirror;

import static io.saddlebag.model.Finding.Severity.FAILED;
import static io.saddlebag.model.Finding.Severity.NOTE;
import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.catalog.Target;
import io.saddlebag.model.Change;
import io.saddlebag.model.Change.Part;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileState;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Hints;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.model.Scope;
import io.saddlebag.tree.Halt;
import io.saddlebag.tree.Listing;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.Tally;
import io.saddlebag.tree.Workers;
import io.saddlebag.versions.VersionPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a source tree, or over some of its directories. It walks and delivers first; what is to be deleted is only staged meanwhile, and judged
 * and carried out by {@link Deletions} when the walk is over.
 */
final class Sweep {

    private final SweepParts parts;
    private final SourceTree source;
    private final DestinationView view;
    private final Target target;
    private final Comparison comparison;
    private final Examiner examiner;
    private final Carrier carrier;
    private final Recorder recorder;
    private final Deletions deletions;
    private final Links links;
    private final Tally tally;
    private final Halt halt;
    private final Workers workers;
    private final long deliveredSince;
    private final Visit root;
    private final Mounts mounts;
    private final Beginnings beginnings;
    private final Turns turns = new Turns();
    private final OtherNames otherNames;
    private final DirtyMeanwhile meanwhile;
    private final Scope scope;
    private final boolean watched;
    private final Names names;
    private final AtomicBoolean sourceHasFiles = new AtomicBoolean();
    private final LongAdder met = new LongAdder();

    /**
     * A sweep of the tree below a root.
     *
     * @param root the visit to the root, which is new when it is not there yet (a dry run)
     */
    Sweep(SweepParts parts, Visit root) {
        this.source = parts.source();
        this.view = parts.view();
        this.target = parts.target();
        this.comparison = parts.comparison();
        this.deletions = new Deletions(parts);
        this.examiner = new Examiner(parts, deletions);
        this.links = new Links(parts, examiner, deletions);
        this.carrier = parts.carrier();
        this.recorder = parts.recorder();
        this.tally = parts.tally();
        this.halt = parts.halt();
        this.workers = parts.workers();
        this.deliveredSince = parts.deliveredSince();
        this.root = root;
        this.mounts = new Mounts(parts);
        this.beginnings = new Beginnings(parts, mounts, root);
        this.otherNames = new OtherNames(parts);
        this.meanwhile = new DirtyMeanwhile(parts.options().hints());
        this.scope = parts.options().scope();
        this.watched = parts.options().hints() != Hints.NONE || !scope.isWhole();
        this.parts = parts;
        this.names = parts.names();
    }

    /**
     * Sweeps what the options say.
     *
     * @return the guard's objection to the deletions; null when they were carried out
     * @throws SaddlebagException when the sweep ended early; nothing was deleted then
     */
    @Nullable
    String run() {
        boolean ended = false;
        try {
            var objection = sweep();
            ended = true;
            return objection;
        } finally {
            meanwhile.end(ended);
        }
    }

    private @Nullable String sweep() {
        if (parts.footing().hasFailuresBeside(scope)) {
            target.clearStagedButUndelivered();
        } else {
            target.clearStaged();
        }
        links.clear();
        examiner.recordMountPoint(root);
        walk();
        links.carryOut();
        recorder.write();
        var objection = deletions.judge(!sourceHasFiles.get(), met.sum());
        if (objection == null && !deletions.arePostponed()) {
            deletions.carryOut();
            deletions.forEachReplaced(this::sweepReplaced);
            links.carryOut();
            halt.rethrow();
            deletions.tidyParents();
            recorder.write();
        }
        target.clearStagedButUndelivered();
        links.clear();
        return objection;
    }

    private void walk() {
        if (scope.isWhole() || root.isNew()) {
            begin(root);
        } else {
            beginnings.of(scope).forEach(this::begin);
        }
        workers.run();
        for (var more = otherNames.take(); !more.isEmpty() && !halt.isDue(); more = otherNames.take()) {
            recorder.write();
            beginnings.of(more).forEach(this::begin);
            workers.run();
        }
        recorder.write();
        deletions.write();
        halt.rethrow();
    }

    private void begin(Visit visit) {
        workers.directory(() -> visit(visit));
    }

    private void visit(Visit visit) {
        if (halt.isDue()) {
            return;
        }
        beginnings.of(meanwhile.take()).forEach(this::begin);
        if (!turns.begin(visit.path(), () -> visit(visit))) {
            return;
        }
        try {
            var now = meanwhile.isTaken() ? beginnings.again(visit) : visit;
            var listing = now.list(source);
            source.requireSame(now.source());
            compare(now, listing);
        } catch (IOException e) {
            unreadable(visit.source(), e);
            end(visit);
        }
    }

    /** The visit to a directory is over, if nobody carries anything of it any more. */
    private void end(Visit visit) {
        turns.end(visit.path()).forEach(workers::directory);
    }

    private void unreadable(Entry directory, IOException cause) {
        deletions.undelivered(directory);
        if (directory.path().toString().isEmpty()) {
            halt.because(new SaddlebagException(
                    "the source " + source.absolute(directory.path()) + " cannot be read: " + Reason.of(cause)));
        }
        tally.found(
                watched && isGone(directory)
                        ? new Finding(NOTE, directory.path(), "vanished before it was looked through")
                        : new Finding(
                                UNREADABLE, directory.path(), Reason.of(cause) + "; what the destination has stays"));
    }

    private boolean isGone(Entry directory) {
        try {
            return source.find(directory.path()) == null;
        } catch (IOException e) {
            return false;
        }
    }

    private void compare(Visit visit, Listing listing) {
        listing.findings().forEach(tally::found);
        if (listing.excluded().contains(VersionPaths.ROOT)) {
            tally.found(new Finding(NOTE, VersionPaths.ROOT, "skipped: a mirror keeps its versions under this name"));
        }
        var states = target.directory(visit.path());
        var found = destinationEntries(visit, states);
        if (found == null) {
            end(visit);
            return;
        }
        var there = names.keyed(found);
        compareEntries(visit, listing.entries(), states, there);
        deletions.stageStrangers(visit, listing, states, there);
        close(visit);
    }

    private @Nullable Map<Path, Entry> destinationEntries(Visit visit, Map<Path, FileState> states) {
        try {
            return visit.isNew() ? new HashMap<>() : view.list(visit.path(), states);
        } catch (IOException e) {
            carrier.blameDestination(visit.path(), e);
            return null;
        }
    }

    /** Takes each entry that the source has out of what the catalog and the destination have: the rest are strangers. */
    private void compareEntries(Visit visit, List<Entry> entries, Map<Path, FileState> states, Map<Path, Entry> there) {
        deletions.appeared(entries, states);
        var taken = new HashSet<Path>();
        long unchanged = 0;
        for (var entry : entries) {
            var state = states.remove(entry.path());
            var key = names.key(entry.path());
            var destination = there.remove(key);
            if (names == Names.FOLDED && !taken.add(key)) {
                refuseTwin(entry);
            } else if (entry.isDirectory()) {
                compareDirectory(visit, entry, state, destination);
            } else {
                sourceHasFiles.setPlain(true);
                unchanged += compareFile(visit, entry, state, destination) ? 0 : 1;
            }
        }
        tally.unchanged(unchanged);
    }

    private void refuseTwin(Entry entry) {
        deletions.undelivered(entry);
        tally.found(new Finding(
                FAILED, entry.path(), "the destination cannot tell it from another name beside it; it is not carried"));
    }

    /** Whether something is to be done. */
    private boolean compareFile(Visit visit, Entry entry, @Nullable FileState state, @Nullable Entry destination) {
        if (destination == null) {
            create(visit, entry);
            return true;
        }
        if (state == null && !destination.isDirectory() && destination.version().changed() < deliveredSince) {
            met.increment();
        }
        if (destination.isDirectory()) {
            deletions.stageReplaced(visit, destination, state);
            return true;
        }
        var need = comparison.of(entry, state, destination);
        if (watched) {
            otherNames.found(entry, need);
        }
        if (links.take(entry, destination, need)) {
            return true;
        }
        if (need == Need.NOTHING) {
            return false;
        }
        submit(visit, () -> examiner.meet(visit, need, entry, state, destination));
        return true;
    }

    private void create(Visit visit, Entry entry) {
        if (!scope.isWhole()) {
            otherNames.appeared(entry);
        }
        if (!links.take(entry, null, Need.WHOLE)) {
            submit(visit, () -> examiner.deliver(visit, new Change(Event.CREATE, entry, Part.WHOLE)));
        }
    }

    private void submit(Visit visit, Runnable task) {
        visit.opened();
        workers.file(() -> {
            if (!halt.isDue()) {
                task.run();
                close(visit);
            }
        });
    }

    private void compareDirectory(Visit parent, Entry entry, @Nullable FileState state, @Nullable Entry destination) {
        if (!mounts.mayEnter(parent, entry, state)) {
            return;
        }
        if (destination != null && !destination.isDirectory()) {
            deletions.stageReplaced(parent, destination, state);
        } else if (isToBeEntered(parent, entry, state, destination)
                && (destination != null || make(parent, entry, mounts.isMountPoint(parent, entry, null)))) {
            var mountPoint = mounts.isMountPoint(parent, entry, destination);
            begin(new Visit(entry, destination, state, parent, mountPoint));
        }
    }

    /** What a scope does not name it leaves alone, if it is what it was. */
    private static boolean isToBeEntered(
            Visit parent, Entry entry, @Nullable FileState state, @Nullable Entry destination) {
        return parent.isDeep()
                || destination == null
                || state == null
                || !state.source().isDirectory()
                || state.source().version().inode() != entry.version().inode();
    }

    private boolean make(Visit parent, Entry directory, boolean mountPoint) {
        parent.disturb();
        boolean made = carrier.carry(new Change(Event.CREATE, directory, Part.WHOLE), mountPoint);
        if (!made) {
            keepOldPlaces(directory);
        }
        return made;
    }

    /** Nothing below a directory that could not be made was delivered: if it was moved, its old places hold the only copies. */
    private void keepOldPlaces(Entry directory) {
        deletions.undelivered(directory);
        workers.directory(() -> {
            try {
                for (var entry : source.list(directory.path()).entries()) {
                    if (entry.isDirectory()) {
                        keepOldPlaces(entry);
                    } else {
                        deletions.undelivered(entry);
                    }
                }
            } catch (IOException e) {
                tally.found(new Finding(UNREADABLE, directory.path(), Reason.of(e)));
            }
        });
    }

    /** One of a directory's own entries is done; after the last the directory gets its attributes. */
    private void close(Visit visit) {
        if (visit.closed()) {
            if (!halt.isDue()) {
                examiner.finish(visit);
            }
            end(visit);
        }
    }

    /** Paths whose places were taken by something of another type, which is gone now. */
    private void sweepReplaced(List<Path> paths) {
        paths.forEach(this::sweepReplaced);
        workers.run();
    }

    private void sweepReplaced(Path path) {
        try {
            var entry = source.find(path);
            if (entry != null && !deletions.isStillThere(path)) {
                sweepReplaced(entry, entry.isDirectory() && source.enters(entry) && source.isMountPoint(entry));
            }
        } catch (IOException e) {
            tally.found(new Finding(UNREADABLE, path, Reason.of(e)));
        }
    }

    private void sweepReplaced(Entry entry, boolean mountPoint) {
        var visit = new Visit(entry, null, null, null, mountPoint);
        if (!entry.isDirectory()) {
            create(visit, entry);
        } else if (make(visit, entry, mountPoint)) {
            workers.directory(() -> visit(visit));
        }
    }
}
