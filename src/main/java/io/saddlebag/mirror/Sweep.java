package io.saddlebag.mirror;

import static io.saddlebag.model.Finding.Severity.FAILED;
import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.catalog.Target;
import io.saddlebag.model.Change;
import io.saddlebag.model.Change.Part;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileState;
import io.saddlebag.model.Finding;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.tree.Halt;
import io.saddlebag.tree.Listing;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.Tally;
import io.saddlebag.tree.Workers;
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
 * One pass over a source tree. It walks and delivers first; what is to be deleted is only staged meanwhile, and judged
 * and carried out by {@link Deletions} when the walk is over.
 */
final class Sweep {

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
    private final boolean forgetsMountPoints;
    private final long deliveredSince;
    private final @Nullable Entry destinationRoot;
    private final Names names;
    private final AtomicBoolean sourceHasFiles = new AtomicBoolean();
    private final LongAdder met = new LongAdder();

    Sweep(SweepParts parts) {
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
        this.forgetsMountPoints = parts.options().allowDelete();
        this.deliveredSince = parts.deliveredSince();
        this.destinationRoot = parts.destinationRoot();
        this.names = parts.names();
    }

    /**
     * Sweeps the whole tree.
     *
     * @param root the source's root
     * @param destination the destination's root; null when it is not there yet (a dry run)
     * @param rootState what the catalog knows of the root
     * @param rootIsMountPoint whether a file system is mounted there
     * @return the guard's objection to the deletions; null when they were carried out
     * @throws SaddlebagException when the sweep ended early; nothing was deleted then
     */
    @Nullable
    String run(Entry root, @Nullable Entry destination, @Nullable FileState rootState, boolean rootIsMountPoint) {
        target.clearStaged();
        links.clear();
        var visit = new Visit(root, destination, rootState, null, rootIsMountPoint);
        examiner.recordMountPoint(visit);
        walk(visit);
        links.carryOut();
        recorder.write();
        var objection = deletions.judge(!sourceHasFiles.get(), met.sum());
        if (objection == null) {
            deletions.carryOut();
            deletions.forEachReplaced(this::sweepReplaced);
            links.carryOut();
            halt.rethrow();
            deletions.tidyParents();
            recorder.write();
        }
        target.clearStaged();
        links.clear();
        return objection;
    }

    private void walk(Visit root) {
        workers.directory(() -> visit(root));
        workers.run();
        recorder.write();
        deletions.write();
        halt.rethrow();
    }

    private void visit(Visit visit) {
        if (halt.isDue()) {
            return;
        }
        try {
            var listing = visit.list(source);
            source.requireSame(visit.source());
            compare(visit, listing);
        } catch (IOException e) {
            unreadable(visit.source(), e);
        }
    }

    private void unreadable(Entry directory, IOException cause) {
        deletions.undelivered(directory);
        if (directory.path().toString().isEmpty()) {
            halt.because(new SaddlebagException(
                    "the source " + source.absolute(directory.path()) + " cannot be read: " + Reason.of(cause)));
        }
        tally.found(new Finding(UNREADABLE, directory.path(), Reason.of(cause) + "; what the destination has stays"));
    }

    private void compare(Visit visit, Listing listing) {
        listing.findings().forEach(tally::found);
        var states = target.directory(visit.path());
        var found = destinationEntries(visit, states);
        if (found == null) {
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
        boolean mountPoint = entry.device() != parent.source().device();
        if (state != null && state.mountPoint() && !mountPoint && !forgetsMountPoints) {
            tally.found(new Finding(
                    UNREADABLE,
                    entry.path(),
                    "was a mount point and is not now: is it unmounted? What the destination has stays"));
        } else if (parent.isBelow(entry)) {
            tally.found(new Finding(UNREADABLE, entry.path(), "is a directory above itself; not entered"));
        } else if (destinationRoot != null && entry.isSameFile(destinationRoot)) {
            tally.found(new Finding(UNREADABLE, entry.path(), "is the destination itself; not entered"));
        } else if (destination != null && !destination.isDirectory()) {
            deletions.stageReplaced(parent, destination, state);
        } else if (destination != null || make(parent, entry, mountPoint && source.enters(entry))) {
            var visit = new Visit(entry, destination, state, parent, mountPoint && mayBeThere(entry, destination));
            examiner.recordMountPoint(visit);
            workers.directory(() -> visit(visit));
        }
    }

    /**
     * Whether the destination has, or is to have, anything of a mounted file system: only then a directory is remembered as a
     * mount point, because only then there is something to lose when it is unmounted.
     */
    private boolean mayBeThere(Entry directory, @Nullable Entry destination) {
        if (source.enters(directory) || destination == null) {
            return source.enters(directory);
        }
        try {
            return !view.list(directory.path(), target.directory(directory.path()))
                    .isEmpty();
        } catch (IOException e) {
            return true;
        }
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
        if (visit.closed() && !halt.isDue()) {
            finish(visit);
        }
    }

    private void finish(Visit visit) {
        var destination = visit.destination();
        if (destination == null) {
            carrier.tidy(visit.source(), visit.isMountPoint());
            return;
        }
        var need = comparison.ofDirectory(visit.source(), visit.state(), destination);
        boolean doubtful = need == Need.CONTENT;
        boolean modified = doubtful
                ? examiner.hasOtherExtendedAttributes(visit.source())
                : need == Need.ATTRIBUTES && !comparison.sameAttributes(visit.source(), visit.state(), destination);
        if (modified) {
            carrier.carry(new Change(Event.MODIFY, visit.source(), Part.ATTRIBUTES), visit.isMountPoint());
            return;
        }
        tally.unchanged(visit.isRoot() ? 0 : 1);
        if (need == Need.ATTRIBUTES || visit.isDisturbed()) {
            carrier.tidy(visit.source(), visit.isMountPoint());
        } else if (doubtful) {
            examiner.record(visit.source(), destination, visit.isMountPoint());
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
