package io.saddlebag.mirror;

import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.catalog.StagedDeletion;
import io.saddlebag.catalog.Target;
import io.saddlebag.model.Change;
import io.saddlebag.model.Change.Part;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileState;
import io.saddlebag.model.FileType;
import io.saddlebag.model.Finding;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.Listing;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.Rules;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.Tally;
import io.saddlebag.tree.TemporaryName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep would delete. During the walk it is only staged in the catalog; afterwards it is judged as a whole, and
 * carried out, children before their directories, if no guard objects.
 */
final class Deletions {

    private static final int BATCH = 1_000;
    private final SweepParts parts;
    private final SourceTree source;
    private final @Nullable Destination destination;
    private final Target target;
    private final Carrier carrier;
    private final Tally tally;
    private final boolean deleteExcluded;
    private final boolean deleting;
    private final boolean dryRun;
    private final List<StagedDeletion> batch = new ArrayList<>();
    private boolean postponed;
    private final LongAdder strangers = new LongAdder();

    Deletions(SweepParts parts) {
        this.parts = parts;
        this.source = parts.source();
        this.destination = parts.destination();
        this.target = parts.target();
        this.carrier = parts.carrier();
        this.tally = parts.tally();
        this.deleteExcluded = parts.settings().deleteExcluded();
        this.deleting = parts.settings().upkeep().deleting();
        this.dryRun = parts.options().dryRun();
    }

    /** Remembers the files that the catalog does not know: they may have been moved here. */
    void appeared(List<Entry> entries, Map<Path, FileState> states) {
        if (parts.known() == 0) {
            return;
        }
        var unknown = new ArrayList<Entry>();
        for (var entry : entries) {
            if (!entry.isDirectory() && !states.containsKey(entry.path())) {
                unknown.add(entry);
            }
        }
        if (!unknown.isEmpty()) {
            target.appeared(unknown);
        }
    }

    /** An entry could not be delivered: if it was moved, the copy at its old place is the only one. */
    void undelivered(Entry entry) {
        if (parts.known() > 0) {
            target.failed(List.of(entry));
        }
    }

    /** Stages what stands at the destination where the source has something of another type. */
    void stageReplaced(Visit visit, Entry there, @Nullable FileState state) {
        if (!stage(there, true, state, visit.rules())) {
            tally.found(new Finding(
                    UNREADABLE,
                    there.path(),
                    "cannot take the place of a directory that holds excluded files at the destination"));
        }
    }

    /**
     * Stages what a directory of the destination holds and the source does not.
     *
     * @param states what the catalog knows there besides the source's entries
     * @param there what the destination has there besides the source's entries
     */
    void stageStrangers(Visit visit, Listing listing, Map<Path, FileState> states, Map<Path, Entry> there) {
        for (var entry : there.values()) {
            if (isLeftover(entry)) {
                removeLeftover(entry.path());
                visit.disturb();
            } else if (deleting
                    && !listing.withheld().contains(entry.path())
                    && (deleteExcluded || !listing.excluded().contains(entry.path()))) {
                stage(entry, false, states.get(entry.path()), listing.rules());
            }
        }
        if (!dryRun) {
            forgetGone(states, there);
        }
    }

    /** What neither side has any more. */
    private void forgetGone(Map<Path, FileState> states, Map<Path, Entry> there) {
        var files = new ArrayList<Path>();
        states.forEach((path, state) -> {
            if (there.containsKey(parts.names().key(path))) {
                return;
            }
            if (state.source().isDirectory()) {
                target.forgetTree(path);
            } else {
                files.add(path);
            }
        });
        if (!files.isEmpty()) {
            target.forget(files);
        }
    }

    private static boolean isLeftover(Entry entry) {
        return entry.type() != FileType.DIRECTORY && TemporaryName.matches(entry.path());
    }

    private void removeLeftover(Path path) {
        if (destination == null || dryRun) {
            return;
        }
        try {
            destination.removeLeftover(path);
        } catch (IOException e) {
            carrier.blameDestination(path, e);
        }
    }

    /** Stages an entry after everything below it; false if something there is to stay, and the entry with it. */
    private boolean stage(Entry entry, boolean replaced, @Nullable FileState state, Rules rules) {
        if (isKept(entry, replaced, rules) || wasMounted(entry, state)) {
            return false;
        }
        if (entry.isDirectory() && !stageBelow(entry.path(), rules.handedDown())) {
            return false;
        }
        if (state == null && !replaced && !entry.isDirectory()) {
            strangers.increment();
        }
        add(new StagedDeletion(entry, replaced));
        return true;
    }

    private boolean isKept(Entry entry, boolean replaced, Rules rules) {
        return (entry.isDirectory() && entry.path().equals(SourceTree.LOST_AND_FOUND))
                || (!deleteExcluded && (!replaced || entry.isDirectory()) && rules.excludes(entry));
    }

    /** Automounters remove the directory when the file system is gone. */
    private boolean wasMounted(Entry entry, @Nullable FileState state) {
        boolean kept = state != null && state.mountPoint() && !parts.options().allowDelete();
        if (kept) {
            tally.found(new Finding(
                    UNREADABLE,
                    entry.path(),
                    "was a mount point and is gone: is it unmounted? What the destination has stays"));
        }
        return kept;
    }

    private boolean stageBelow(Path directory, Rules rules) {
        try {
            var states = target.directory(directory);
            boolean all = true;
            for (var entry : parts.view().list(directory, states).values()) {
                if (isLeftover(entry)) {
                    removeLeftover(entry.path());
                } else {
                    all &= stage(entry, false, states.get(entry.path()), rules);
                }
            }
            return all;
        } catch (IOException e) {
            carrier.blameDestination(directory, e);
            return false;
        }
    }

    private void add(StagedDeletion deletion) {
        synchronized (batch) {
            batch.add(deletion);
            if (batch.size() >= BATCH) {
                write();
            }
        }
    }

    /** Writes what was staged to the catalog. */
    void write() {
        synchronized (batch) {
            if (!batch.isEmpty()) {
                target.stage(batch);
                batch.clear();
            }
        }
    }

    /**
     * Judges what was staged.
     *
     * @param met files that the destination had and the catalog did not know, and that the source has as well
     * @return why nothing may be deleted; null when it may
     */
    @Nullable
    String judge(boolean sourceEmpty, long met) {
        tally.held(target.unstageUndeliveredMoves());
        target.forEachReplaced(BATCH, this::keepWhatNothingCanReplace);
        long staged = target.stagedFiles();
        long moved = parts.known() == 0 || staged == 0 ? 0 : target.stagedMoves();
        var scope = parts.options().scope();
        postponed = !scope.isWhole() && parts.footing().postpones(scope, staged - moved);
        if (postponed) {
            tally.held(staged);
            return null;
        }
        var objection = new Judgement(parts).of(staged, staged - moved, strangers.sum(), sourceEmpty, met);
        if (objection != null) {
            tally.held(staged);
        }
        return objection;
    }

    /** Whether they are neither allowed nor forbidden, but to be judged with those of a later sweep. */
    boolean arePostponed() {
        return postponed;
    }

    /** What is to take a place has to be readable: else what stands there is the only copy that can be had. */
    private void keepWhatNothingCanReplace(List<Path> replaced) {
        var kept = new ArrayList<Path>();
        for (var path : replaced) {
            try {
                source.requireReadable(path);
            } catch (IOException e) {
                kept.add(path);
                tally.found(new Finding(UNREADABLE, path, Reason.of(e) + "; what the destination has stays"));
            }
        }
        target.unstageTrees(kept);
    }

    /** Deletes what was staged, everything below a directory before the directory. */
    void carryOut() {
        target.forEachStagedDeepestFirst(BATCH, this::carryOut);
        parts.halt().rethrow();
    }

    private void carryOut(List<StagedDeletion> deletions) {
        var gone = new ArrayList<Path>();
        for (var deletion : deletions) {
            if (!parts.halt().isDue() && isStillDue(deletion) && delete(deletion.entry())) {
                gone.add(deletion.entry().path());
            }
        }
        if (!dryRun) {
            target.forget(gone);
        }
    }

    private boolean delete(Entry entry) {
        return carrier.carry(new Change(Event.DELETE, entry, Part.WHOLE), false);
    }

    /** What came back to the source since it was listed is not deleted. */
    private boolean isStillDue(StagedDeletion deletion) {
        var path = deletion.entry().path();
        try {
            var now = source.find(path);
            boolean due = now == null
                    || now.type() == FileType.OTHER
                    || (deletion.replaced()
                            && now.isDirectory() != deletion.entry().isDirectory())
                    || (deleteExcluded && source.excludesAtOrAbove(now));
            if (!due) {
                tally.held(1);
            }
            return due;
        } catch (IOException e) {
            tally.found(new Finding(UNREADABLE, path, Reason.of(e) + "; what the destination has stays"));
            return false;
        }
    }

    /** Passes on the places where something of another type is to be put now. */
    void forEachReplaced(Consumer<List<Path>> action) {
        if (!dryRun) {
            target.forEachReplaced(BATCH, action);
        }
    }

    /** Whether the destination has something at a path. */
    boolean isStillThere(Path path) throws IOException {
        return destination != null && destination.stat(path) != null;
    }

    /** Sets the times of the directories that something was deleted from. */
    void tidyParents() {
        if (!dryRun && destination != null) {
            target.forEachStagedParent(BATCH, this::tidy);
        }
    }

    /** Sets the times of directories that both sides have. */
    void tidy(Collection<Path> directories) {
        for (var path : directories) {
            try {
                var entry = path.toString().isEmpty() ? source.root() : source.find(path);
                if (entry != null && entry.isDirectory() && isStillThere(path)) {
                    carrier.tidy(entry, source.isMountPoint(entry));
                }
            } catch (IOException e) {
                tally.found(new Finding(UNREADABLE, path, Reason.of(e)));
            }
        }
    }
}
