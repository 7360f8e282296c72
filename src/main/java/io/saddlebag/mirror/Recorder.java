package io.saddlebag.mirror;

import io.saddlebag.catalog.Target;
import io.saddlebag.model.FileState;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Records what was delivered, after it is on the disk: states are gathered into groups, and before a group goes into the
 * catalog the destination is flushed. A crash loses a group at most, which the next run finds at the destination.
 */
final class Recorder {

    /** Makes what was delivered so far durable. */
    interface Flush {
        void run() throws IOException;
    }

    private static final int GROUP = 20_000;
    private static final long GROUP_MILLIS = TimeUnit.SECONDS.toMillis(60);

    /** A file system's clock ticks every few milliseconds: what changes twice within a tick may keep its version. */
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Target target;
    private final Flush flush;
    private final Clock clock;
    private final Consumer<List<FileState>> recorded;
    private final Object writing = new Object();
    private List<FileState> group = new ArrayList<>();
    private boolean delivered;
    private long began;

    Recorder(Target target, Flush flush, Clock clock) {
        this(target, flush, clock, states -> {});
    }

    /**
     * A recorder that tells.
     *
     * @param recorded given each group after it went into the catalog
     */
    Recorder(Target target, Flush flush, Clock clock, Consumer<List<FileState>> recorded) {
        this.target = target;
        this.flush = flush;
        this.clock = clock;
        this.recorded = recorded;
        this.began = clock.millis();
    }

    /** The destination has it as a state says, because it was just delivered or was put there by a run that died. */
    void delivered(FileState state) {
        add(state, true);
    }

    /** The destination has had it as a state says. */
    void found(FileState state) {
        add(state, false);
    }

    private void add(FileState state, boolean needsFlush) {
        if (append(withTrustedVersion(state), needsFlush)) {
            write();
        }
    }

    private synchronized boolean append(FileState state, boolean needsFlush) {
        group.add(state);
        delivered |= needsFlush;
        return group.size() >= GROUP || clock.millis() - began >= GROUP_MILLIS;
    }

    /** A version seen within a tick of its change is recorded without a change time, so its content is compared next time. */
    private FileState withTrustedVersion(FileState state) {
        var version = state.source().version();
        long age = TimeUnit.MILLISECONDS.toNanos(clock.millis()) - version.changed();
        if (age > TICK_NANOS) {
            return state;
        }
        var untrusted = new FileVersion(version.size(), version.modified(), version.inode(), 0);
        return new FileState(state.source().withVersion(untrusted), state.destination(), state.mountPoint());
    }

    /**
     * Records everything that was added.
     *
     * @throws SaddlebagException when the destination cannot be flushed; nothing of the group is recorded then
     */
    void write() {
        synchronized (writing) {
            List<FileState> states;
            boolean needsFlush;
            synchronized (this) {
                states = group;
                needsFlush = delivered;
                group = new ArrayList<>();
                delivered = false;
                began = clock.millis();
            }
            if (needsFlush) {
                flush();
            }
            if (!states.isEmpty()) {
                target.record(states);
                recorded.accept(states);
            }
        }
    }

    private void flush() {
        try {
            flush.run();
        } catch (IOException e) {
            throw new SaddlebagException(
                    Outcome.FAILED, Reason.of(e) + "; what was delivered since the last flush is taken again", e);
        }
    }
}
