package io.saddlebag.mirror;

import static io.saddlebag.model.Finding.Severity.FAILED;
import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.model.Change;
import io.saddlebag.model.Change.Part;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileState;
import io.saddlebag.model.FileType;
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
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The polls of one run: what they list, what of that is new, what becomes of each delivery. A file counts as delivered for
 * this run as soon as the destination has it, and for the catalog after the next flush.
 */
final class CollectRun {

    private final CollectSettings settings;
    private final CollectGround ground;
    private final SourceTree tree;
    private final Destination destination;
    private final Admission admission;
    private final Delivered delivered;
    private final Recorder recorder;
    private final Afterwards afterwards;
    private final Backoff backoff;
    private final Reports reports;
    private final Tally tally;
    private final Halt halt;
    private final boolean dryRun;
    private final Map<Path, InHand> inHand = new ConcurrentHashMap<>();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong known = new AtomicLong();
    private final AtomicLong carried = new AtomicLong();

    /** A change on its way, and what became of it. */
    private record InHand(Change change, @Nullable Receipt receipt, boolean adopted) {}

    CollectRun(CollectParts parts) {
        this.settings = parts.settings();
        this.ground = parts.ground();
        this.tree = parts.tree();
        this.destination = parts.destination();
        this.admission = parts.admission();
        this.delivered = parts.delivered();
        this.recorder = parts.recorder();
        this.afterwards = parts.afterwards();
        this.backoff = parts.backoff();
        this.reports = parts.reports();
        this.tally = parts.tally();
        this.halt = parts.halt();
        this.dryRun = parts.dryRun();
    }

    /** Polls until a poll finds nothing, and records what was delivered. */
    void poll(Runnable once) {
        do {
            taken.set(0);
            known.set(0);
            admission.beginRound();
            pollOnce(once);
        } while (taken.get() > 0 && !halt.isDue() && !dryRun);
        try {
            recorder.write();
        } catch (SaddlebagException e) {
            halt.because(e);
        }
        tally.unchanged(Math.max(0, known.get() - carried.get()));
        if (admission.unsettled() > 0) {
            reports.note(
                    Path.of(""),
                    "files that changed less than "
                            + TimeUnit.MILLISECONDS.toSeconds(settings.settle().toMillis())
                            + " s ago are left for a later poll: " + admission.unsettled());
        }
        halt.rethrow();
    }

    private void pollOnce(Runnable once) {
        try {
            once.run();
        } catch (SaddlebagException e) {
            halt.because(e);
        }
    }

    /** Whether a listed path is looked at. */
    boolean admits(Path path, boolean directory) {
        try {
            return admission.admits(path, directory);
        } catch (SaddlebagException e) {
            halt.because(e);
            return false;
        }
    }

    /** Says that a path cannot be carried. */
    void refuse(Path path, boolean directory) {
        admission.refuse(path, directory);
    }

    /** Whether a file of this size and time, in milliseconds, was delivered. Once the run is to end, everything was. */
    boolean isDelivered(Path file, long size, long millis) {
        try {
            var state = delivered.find(file);
            if (state != null && matches(state, size, millis)) {
                known.incrementAndGet();
                clearOnceMore(state);
                return delivered.find(file) != null || tree.find(file) == null;
            }
            return dryRun && tell(file, state);
        } catch (SaddlebagException e) {
            halt.because(e);
        } catch (IOException e) {
            reports.failed(FAILED, file, Reason.of(e));
            backoff.failed(file);
        }
        return true;
    }

    private static boolean matches(FileState state, long size, long millis) {
        var version = state.source().version();
        return version.size() == size && Math.floorDiv(version.modified(), 1_000_000L) == millis;
    }

    /**
     * A run died, or failed, between recording a file and taking it out of the source, or the job did not take it out then.
     * What the destination does not have any more stays; what is not as it was delivered is forgotten.
     */
    private void clearOnceMore(FileState state) throws IOException {
        var path = state.path();
        if (dryRun || settings.after() instanceof After.Keep || !delivered.isRecorded(path)) {
            return;
        }
        ground.require();
        if (ground.delivery().has(state)) {
            afterwards.clear(List.of(state));
        } else {
            backoff.failed(path);
            reports.failed(
                    FAILED,
                    path,
                    "was delivered, but is not at the destination any more; so it stays in the source. Run the job once"
                            + " with --new-destination to deliver it again, or take it away yourself");
        }
    }

    private boolean tell(Path file, @Nullable FileState state) {
        try {
            var entry = tree.find(file);
            if (entry != null) {
                tally.done(new Change(event(state), entry, Part.WHOLE), 0);
            }
        } catch (IOException e) {
            reports.failed(UNREADABLE, file, Reason.of(e));
        }
        return true;
    }

    private static Event event(@Nullable FileState state) {
        return state == null ? Event.CREATE : Event.MODIFY;
    }

    /** The change that a listed file is; null when there is nothing to deliver after all. */
    @Nullable
    Change change(Path file) {
        if (halt.isDue()) {
            return null;
        }
        try {
            ground.require();
            var entry = tree.find(file);
            if (entry == null) {
                reports.note(file, "vanished before it was carried");
                return null;
            }
            if (entry.type() != FileType.FILE) {
                return null;
            }
            var change = new Change(event(delivered.find(file)), entry, Part.WHOLE);
            inHand.put(file, new InHand(change, null, false));
            taken.incrementAndGet();
            return change;
        } catch (SaddlebagException e) {
            halt.because(e);
        } catch (IOException e) {
            reports.failed(UNREADABLE, file, Reason.of(e));
            backoff.failed(file);
        }
        return null;
    }

    /** Carries a change, unless the destination has it already. */
    Receipt deliver(Change change, @Nullable InputStream content) throws IOException {
        var delivery = ground.delivery();
        var found = delivery.adopt(change);
        var receipt = found == null ? delivery.deliver(change, content) : found;
        inHand.put(change.path(), new InHand(change, receipt, found != null));
        return receipt;
    }

    /** The exchange of a file ended well. */
    boolean commit(Path file) {
        var done = inHand.remove(file);
        if (done == null) {
            return false;
        }
        try {
            var receipt = done.receipt() == null ? ownReceipt(done.change()) : done.receipt();
            var there = receipt.destination() == null ? receipt.source() : receipt.destination();
            var state = new FileState(receipt.source(), there, false);
            halt.succeeded();
            backoff.succeeded(file);
            delivered.add(state);
            count(done, receipt);
            recorder.delivered(state);
            return true;
        } catch (SaddlebagException e) {
            halt.because(e);
        } catch (IOException e) {
            failed(done.change(), e);
        }
        return false;
    }

    private void count(InHand done, Receipt receipt) {
        if (!done.adopted()) {
            carried.incrementAndGet();
            tally.done(done.change(), receipt.bytes());
        }
    }

    /** For a route that does not tell: what it was given is delivered if the source is still that. */
    private Receipt ownReceipt(Change change) throws IOException {
        var before = change.entry();
        if (!tree.stat(change.path()).version().equals(before.version())) {
            throw SourceException.changed(change.path(), "changed while it was carried; it is taken again");
        }
        return new Receipt(before, null, before.version().size(), true);
    }

    /** The exchange of a file failed. */
    void failed(Change change, Exception failure) {
        var path = change.path();
        inHand.remove(path);
        if (failure instanceof CopyDroppedException || halt.isDue()) {
            return;
        }
        if (failure instanceof SaddlebagException reason) {
            halt.because(reason);
        } else if (failure instanceof SourceException unreadable) {
            blameSource(path, unreadable);
        } else {
            blameDestination(path, failure);
        }
    }

    private void blameSource(Path path, SourceException unreadable) {
        if (unreadable.isGone()) {
            reports.note(path, "vanished before it was carried");
        } else {
            reports.failed(UNREADABLE, path, unreadable.reason());
            backoff.failed(path);
        }
    }

    private void blameDestination(Path path, Exception failure) {
        var reason = Reason.of(failure);
        reports.failed(FAILED, path, reason);
        backoff.failed(path);
        halt.failed(reason);
        DestinationHealth.complaint(destination, failure).ifPresent(halt::because);
    }
}
