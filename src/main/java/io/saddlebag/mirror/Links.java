package io.saddlebag.mirror;

import static io.saddlebag.model.Finding.Severity.NOTE;

import io.saddlebag.catalog.LinkGroup;
import io.saddlebag.catalog.LinkGroups;
import io.saddlebag.catalog.LinkedFile;
import io.saddlebag.model.Change;
import io.saddlebag.model.Change.Part;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileState;
import io.saddlebag.model.FileType;
import io.saddlebag.model.Finding;
import io.saddlebag.store.Destination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The files of a sweep's source that have several names. During the walk they are only staged in the catalog; afterwards one
 * name of each file, the leader, is made right at the destination, and the others become links to it.
 */
final class Links {

    private static final int BATCH = 1_000;
    private static final Path ROOT = Path.of("");

    /** A leader that could not be made right is not asked again. */
    private static final int FAILED = Need.values().length;

    /** Below this a file system can make another link. */
    private static final int FEW = 1_000;

    private final SweepParts parts;
    private final @Nullable Destination destination;
    private final LinkGroups groups;
    private final Examiner examiner;
    private final Deletions deletions;
    private final boolean wanted;
    private final boolean dryRun;
    private final List<LinkedFile> batch = new ArrayList<>();
    private final LongAdder untouched = new LongAdder();
    private final AtomicBoolean refused = new AtomicBoolean();
    private final AtomicBoolean probed = new AtomicBoolean();

    Links(SweepParts parts, Examiner examiner, Deletions deletions) {
        this.parts = parts;
        this.destination = parts.destination();
        this.groups = parts.target().links();
        this.examiner = examiner;
        this.deletions = deletions;
        this.wanted = parts.settings().hardLinks() && parts.settings().compareDestination();
        this.dryRun = parts.options().dryRun();
    }

    void clear() {
        if (wanted) {
            groups.clear();
        }
    }

    /** Stages a file that has other names; false when it is to be carried by itself. */
    boolean take(Entry entry, @Nullable Entry there, Need need) {
        if (!wanted || entry.type() != FileType.FILE || entry.links() < 2) {
            return false;
        }
        untouched.increment();
        add(new LinkedFile(entry, there, need.ordinal()));
        return true;
    }

    private void add(LinkedFile file) {
        synchronized (batch) {
            batch.add(file);
            if (batch.size() >= BATCH) {
                write();
            }
        }
    }

    private void write() {
        synchronized (batch) {
            if (!batch.isEmpty()) {
                groups.stage(batch);
                batch.clear();
            }
        }
    }

    /** Makes right what was staged, if it is not, and then the times of the directories that hold it. */
    void carryOut() {
        write();
        if (untouched.sum() == 0) {
            return;
        }
        groups.forEachUnequal(BATCH, this::carryOut);
        parts.halt().rethrow();
        parts.tally().unchanged(untouched.sumThenReset());
        if (!dryRun) {
            groups.forEachParent(BATCH, deletions::tidy);
            deletions.tidy(probed.getAndSet(false) ? List.of(ROOT) : List.of());
        }
    }

    private void carryOut(List<LinkGroup> unequal) {
        for (var group : unequal) {
            parts.workers().file(() -> carryOut(group));
        }
        parts.workers().run();
    }

    private void settleAlone(LinkGroup group, LinkedFile file) {
        if (need(file) != Need.NOTHING && !parts.halt().isDue()) {
            settle(group, file, visit(file));
        }
    }

    private void carryOut(LinkGroup group) {
        while (!parts.halt().isDue()) {
            var leader = groups.leader(group, FAILED).orElse(null);
            if (leader == null) {
                return;
            }
            var visit = visit(leader);
            if (need(leader) == Need.NOTHING || settle(group, leader, visit)) {
                link(group, leader, visit.isDisturbed());
                return;
            }
            groups.stage(List.of(leader.withNeed(FAILED)));
        }
    }

    private static Visit visit(LinkedFile file) {
        return new Visit(file.source(), null, null, null, false);
    }

    /** Makes one name right by itself; the visit is disturbed if that made it another file. */
    private boolean settle(LinkGroup group, LinkedFile file, Visit visit) {
        untouched.decrement();
        var there = file.destination();
        boolean right;
        if (there == null) {
            right = examiner.deliver(visit, new Change(Event.CREATE, file.source(), Part.WHOLE));
        } else {
            var state = parts.target().find(file.path()).orElse(null);
            right = examiner.meet(visit, need(file), file.source(), state, shared(group, there));
        }
        if (right && visit.isDisturbed()) {
            groups.carried(group, List.of(file.path()));
        }
        return right;
    }

    private static Need need(LinkedFile file) {
        return Need.values()[file.need()];
    }

    /**
     * What only names of this group share at the destination can be changed in place: it changes for all of them. Where versions
     * are kept it is not, for what it was would be known of one name only.
     */
    private Entry shared(LinkGroup group, Entry there) {
        var now = find(there.path());
        boolean ours = !parts.settings().keepsVersions()
                && (now == null
                        || now.links() <= groups.sharing(group, there.version().inode()));
        return there.withLinks(ours ? 1 : 2);
    }

    private void link(LinkGroup group, LinkedFile leader, boolean anew) {
        var right = dryRun ? expected(leader, anew) : find(leader.path());
        if (!dryRun && right == null) {
            return;
        }
        groups.forEachFile(group, BATCH, files -> {
            var carried = new ArrayList<Path>();
            for (var file : files) {
                if (!parts.halt().isDue() && !file.path().equals(leader.path()) && file.need() < FAILED) {
                    link(group, file, leader, right, carried);
                }
            }
            groups.carried(group, carried);
        });
        if (!dryRun && right != null) {
            groups.forEachFile(group, BATCH, files -> record(files, leader, right));
        }
    }

    /** What is delivered whole would become another file, also where only a comparison of contents told so. */
    private static @Nullable Entry expected(LinkedFile leader, boolean anew) {
        return anew ? null : leader.destination();
    }

    private void link(LinkGroup group, LinkedFile file, LinkedFile leader, @Nullable Entry right, List<Path> carried) {
        var there = file.destination();
        if (there != null && right != null && there.isSameFile(right)) {
            return;
        }
        if (refused.get() || isElsewhere(there, right) || !arePossible()) {
            settleAlone(group, file);
            return;
        }
        untouched.decrement();
        var event = there == null ? Event.CREATE : Event.MODIFY;
        var entry = leader.source().at(file.path());
        if (!parts.carrier().carry(new Change(event, entry, Part.WHOLE, leader.path()), false)) {
            deletions.undelivered(file.source());
            return;
        }
        carried.add(file.path());
        if (!dryRun && right != null && right.links() < FEW && !isSame(find(file.path()), right)) {
            refuse();
        }
    }

    private static boolean isSame(@Nullable Entry one, Entry other) {
        return one == null || one.isSameFile(other) || isElsewhere(one, other);
    }

    /** Where another file system is mounted below the destination's root, a name there is a file of its own. */
    private static boolean isElsewhere(@Nullable Entry one, @Nullable Entry other) {
        return one != null && other != null && one.device() != other.device();
    }

    /** That is found out in the destination's root, which gets its time again. */
    private boolean arePossible() {
        try {
            probed.set(true);
            return destination != null && destination.makesHardLinks();
        } catch (IOException e) {
            parts.carrier().blameDestination(ROOT, e);
            return false;
        }
    }

    private void refuse() {
        if (!refused.getAndSet(true)) {
            parts.tally()
                    .found(new Finding(
                            NOTE,
                            ROOT,
                            "the deliver route carries contents and makes no hard links: set hard-links to false"));
        }
    }

    /** Each link changes the status of the file, so all names are looked at when the last one is made. */
    private void record(List<LinkedFile> files, LinkedFile leader, Entry right) {
        var done = new ArrayList<LinkedFile>();
        for (var file : files) {
            var now = find(file.path());
            if (now != null && now.isSameFile(right)) {
                var source = leader.source().at(file.path());
                parts.recorder().delivered(new FileState(source, now, false));
                done.add(new LinkedFile(source, now, Need.NOTHING.ordinal()));
            }
        }
        groups.stage(done);
    }

    private @Nullable Entry find(Path path) {
        try {
            return destination == null ? null : destination.stat(path);
        } catch (IOException e) {
            parts.carrier().blameDestination(path, e);
            return null;
        }
    }
}
