package io.saddlebag.mirror;

import io.saddlebag.model.Change;
import io.saddlebag.model.Change.Part;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileState;
import io.saddlebag.model.FileType;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.Content;
import io.saddlebag.tree.CopyDroppedException;
import io.saddlebag.tree.SourceException;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.Stop;
import io.saddlebag.tree.Tally;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Does for one file, link or directory what its comparison says it needs; where versions do not tell, it compares contents. */
final class Examiner {

    private final SourceTree source;
    private final @Nullable Destination destination;
    private final Comparison comparison;
    private final Carrier carrier;
    private final Recorder recorder;
    private final Deletions deletions;
    private final Tally tally;
    private final Stop stop;
    private final boolean dryRun;

    Examiner(SweepParts parts, Deletions deletions) {
        this.source = parts.source();
        this.destination = parts.destination();
        this.comparison = parts.comparison();
        this.carrier = parts.carrier();
        this.recorder = parts.recorder();
        this.deletions = deletions;
        this.tally = parts.tally();
        this.stop = parts.stop();
        this.dryRun = parts.options().dryRun();
    }

    /** Does what is needed; whether the destination has it right then. */
    boolean meet(Visit visit, Need need, Entry entry, @Nullable FileState state, Entry there) {
        return switch (need) {
            case NOTHING -> {
                tally.unchanged(1);
                yield true;
            }
            case RECORD -> {
                record(entry, there, false);
                tally.unchanged(1);
                yield true;
            }
            case ATTRIBUTES -> attributes(visit, entry, there);
            case CONTENT -> compareContent(visit, entry, state, there);
            case WHOLE -> deliver(visit, new Change(Event.MODIFY, entry, Part.WHOLE));
        };
    }

    /** What has other names at the destination is not changed in place: it would change for all of them. */
    private boolean attributes(Visit visit, Entry entry, Entry there) {
        return there.links() > 1
                ? deliver(visit, new Change(Event.MODIFY, entry, Part.WHOLE))
                : carrier.carry(new Change(Event.MODIFY, entry, Part.ATTRIBUTES), false);
    }

    boolean deliver(Visit visit, Change change) {
        visit.disturb();
        boolean delivered = carrier.carry(change, false);
        if (!delivered) {
            deletions.undelivered(change.entry());
        }
        return delivered;
    }

    /** Gives a directory its attributes, when everything in it is carried. */
    void finish(Visit visit) {
        var destination = visit.destination();
        if (destination == null) {
            carrier.tidy(visit.source(), visit.isMountPoint());
            return;
        }
        var need = comparison.ofDirectory(visit.source(), visit.state(), destination);
        boolean doubtful = need == Need.CONTENT;
        boolean modified = doubtful
                ? hasOtherExtendedAttributes(visit.source())
                : need == Need.ATTRIBUTES && !comparison.sameAttributes(visit.source(), visit.state(), destination);
        if (modified) {
            carrier.carry(new Change(Event.MODIFY, visit.source(), Part.ATTRIBUTES), visit.isMountPoint());
            return;
        }
        tally.unchanged(visit.isRoot() ? 0 : 1);
        if (need == Need.ATTRIBUTES || visit.isDisturbed()) {
            carrier.tidy(visit.source(), visit.isMountPoint());
        } else if (doubtful) {
            record(visit.source(), destination, visit.isMountPoint());
        }
    }

    /** The destination was found to be right; it is flushed all the same before that is recorded. */
    void record(Entry entry, Entry there, boolean mountPoint) {
        if (!dryRun) {
            recorder.delivered(new FileState(entry, there, mountPoint));
        }
    }

    /** Marks a mount point before anything below it is recorded, so that a run that is cut short leaves the mark. */
    void recordMountPoint(Visit visit) {
        var state = visit.state();
        if (visit.isMountPoint() && (state == null || !state.mountPoint()) && !dryRun) {
            var there = visit.destination();
            recorder.found(new FileState(visit.source(), there == null ? visit.source() : there, true));
        }
    }

    private boolean compareContent(Visit visit, Entry entry, @Nullable FileState state, Entry there) {
        boolean equal;
        try {
            equal = hasSameContent(entry, there);
        } catch (CopyDroppedException e) {
            return false;
        } catch (SourceException e) {
            equal = false;
        } catch (IOException e) {
            equal = false;
        }
        return meet(visit, equal ? ofEqualContent(entry, state, there) : Need.WHOLE, entry, state, there);
    }

    private Need ofEqualContent(Entry entry, @Nullable FileState state, Entry there) {
        var need = comparison.ofEqualContent(entry, state, there);
        return need == Need.RECORD && hasOtherExtendedAttributes(entry) ? Need.ATTRIBUTES : need;
    }

    /** Where that cannot be told, setting them will say why. */
    boolean hasOtherExtendedAttributes(Entry entry) {
        if (destination == null || entry.type() == FileType.LINK || !destination.carriesExtendedAttributes()) {
            return false;
        }
        try {
            return !source.extendedAttributes(entry).equals(destination.extendedAttributes(entry.path()));
        } catch (IOException e) {
            return true;
        }
    }

    private boolean hasSameContent(Entry entry, Entry there) throws IOException {
        var path = entry.path();
        if (destination == null) {
            return false;
        }
        if (entry.type() == FileType.LINK) {
            return source.linkTarget(path).equals(destination.linkTarget(path));
        }
        if (entry.version().size() != there.version().size()) {
            return false;
        }
        try (var other = destination.read(path)) {
            return Content.isSame(source, path, other, stop::isOverdue)
                    && source.stat(path).version().equals(entry.version());
        }
    }
}
