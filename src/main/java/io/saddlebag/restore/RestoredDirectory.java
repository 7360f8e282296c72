package io.saddlebag.restore;

import io.saddlebag.model.Entry;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One directory in the course of a restore; after the last of its own files it gets its attributes. */
final class RestoredDirectory {

    private final Original original;
    private final @Nullable Entry present;
    private final boolean getsAttributes;
    private final AtomicInteger open = new AtomicInteger(1);
    private volatile boolean disturbed;

    /**
     * A directory of the backup.
     *
     * @param present what the target has there; null when this restore made it
     * @param getsAttributes whether it gets the backup's mode, owner and time
     */
    RestoredDirectory(Original original, @Nullable Entry present, boolean getsAttributes) {
        this.original = original;
        this.present = present;
        this.getsAttributes = getsAttributes;
    }

    Original original() {
        return original;
    }

    @Nullable
    Entry present() {
        return present;
    }

    boolean getsAttributes() {
        return getsAttributes;
    }

    boolean isRoot() {
        return original.path().toString().isEmpty();
    }

    /** Something in it was written or deleted, so its time is no longer right. */
    void disturb() {
        disturbed = true;
    }

    boolean isDisturbed() {
        return disturbed;
    }

    void opened() {
        open.incrementAndGet();
    }

    /** Whether that was the last. */
    boolean closed() {
        return open.decrementAndGet() == 0;
    }
}
