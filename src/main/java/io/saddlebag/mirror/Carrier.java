package io.saddlebag.mirror;

import static io.saddlebag.model.Finding.Severity.FAILED;
import static io.saddlebag.model.Finding.Severity.NOTE;
import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.model.Change;
import io.saddlebag.model.Change.Part;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileState;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Receipt;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.store.Destination;
import io.saddlebag.store.DestinationHealth;
import io.saddlebag.tree.CopyDroppedException;
import io.saddlebag.tree.Halt;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.SourceException;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.Tally;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Sends the changes of a sweep through its deliver route, one by one, and turns what becomes of them into counts,
 * findings and states. A change that fails does not stop the others, unless the destination itself is to blame.
 */
final class Carrier {

    private final DeliverRoute route;
    private final SourceTree source;
    private final @Nullable Destination destination;
    private final Recorder recorder;
    private final Tally tally;
    private final Halt halt;
    private final boolean dryRun;

    Carrier(
            DeliverRoute route,
            SourceTree source,
            @Nullable Destination destination,
            Recorder recorder,
            Tally tally,
            Halt halt,
            boolean dryRun) {
        this.route = route;
        this.source = source;
        this.destination = destination;
        this.recorder = recorder;
        this.tally = tally;
        this.halt = halt;
        this.dryRun = dryRun;
    }

    /** Carries a change that counts; false when it failed. */
    boolean carry(Change change, boolean mountPoint) {
        return carry(change, mountPoint, true);
    }

    /** Sets what carrying other changes disturbed: the times of directories. It does not count. */
    boolean tidy(Entry directory, boolean mountPoint) {
        if (dryRun) {
            return true;
        }
        if (destination == null) {
            recorder.delivered(new FileState(directory, directory, mountPoint));
            return true;
        }
        return carry(new Change(Event.MODIFY, directory, Part.ATTRIBUTES), mountPoint, false);
    }

    private boolean carry(Change change, boolean mountPoint, boolean counts) {
        if (dryRun) {
            count(change, 0, counts);
            return true;
        }
        try {
            var receipt = receipt(change);
            halt.succeeded();
            record(change, receipt, mountPoint);
            count(change, receipt.bytes(), counts);
            return true;
        } catch (Exception e) {
            fail(change, e);
            return false;
        }
    }

    private void count(Change change, long bytes, boolean counts) {
        if (counts) {
            tally.done(change, bytes);
        }
    }

    private Receipt receipt(Change change) throws Exception {
        var receipt = route.deliver(change);
        return receipt != null ? receipt : ownReceipt(change);
    }

    /** For a route that does not tell: what it was given is taken as delivered if the source is still that. */
    private Receipt ownReceipt(Change change) throws IOException {
        if (change.event() == Event.DELETE) {
            return new Receipt(change.entry(), null, 0, true);
        }
        var now = source.stat(change.path());
        boolean complete = now.version().equals(change.entry().version());
        var there = destination == null ? change.entry() : destination.stat(change.path());
        return new Receipt(
                change.entry(),
                there,
                now.isDirectory() ? 0 : change.entry().version().size(),
                complete);
    }

    private void record(Change change, Receipt receipt, boolean mountPoint) throws IOException {
        if (change.event() == Event.DELETE) {
            return;
        }
        if (!receipt.complete()) {
            tally.found(new Finding(NOTE, change.path(), "changed while it was carried; it is taken again"));
        } else if (receipt.destination() != null) {
            recorder.delivered(new FileState(receipt.source(), receipt.destination(), mountPoint));
        }
    }

    private void fail(Change change, Exception failure) {
        if (failure instanceof CopyDroppedException) {
            return;
        }
        if (failure instanceof SaddlebagException reason) {
            halt.because(reason);
        } else if (failure instanceof SourceException unreadable) {
            tally.found(finding(change, unreadable));
            if (!unreadable.isGone()) {
                tally.failed(change, unreadable.reason());
            }
        } else if (!halt.isDue()) {
            blameDestination(change.path(), failure);
            tally.failed(change, Reason.of(failure));
        }
    }

    private static Finding finding(Change change, SourceException failure) {
        return failure.isGone()
                ? new Finding(NOTE, change.path(), "vanished before it was carried")
                : new Finding(UNREADABLE, change.path(), failure.reason());
    }

    /** The destination failed at a path: either this path alone, or the destination as a whole. */
    void blameDestination(Path path, Exception failure) {
        var reason = Reason.of(failure);
        tally.found(new Finding(FAILED, path, reason));
        halt.failed(reason);
        if (destination != null) {
            DestinationHealth.complaint(destination, failure).ifPresent(halt::because);
        }
    }
}
