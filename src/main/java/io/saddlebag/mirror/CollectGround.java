package io.saddlebag.mirror;

import io.saddlebag.model.SaddlebagException;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The checks of the destination before the first delivery of a run. A poll that finds nothing does not look at the
 * destination, so that polling every second costs nothing there.
 */
final class CollectGround {

    private final Check check;
    private final Supplier<CollectDelivery> deliveries;
    private @Nullable CollectDelivery delivery;

    /** Looks whether the destination is the one that was known. */
    interface Check {
        void run() throws IOException;
    }

    CollectGround(Check check, Supplier<CollectDelivery> deliveries) {
        this.check = check;
        this.deliveries = deliveries;
    }

    /** Checks, the first time. */
    synchronized void require() throws IOException {
        if (delivery == null) {
            check.run();
            delivery = deliveries.get();
        }
    }

    /** Whether the destination was checked. */
    synchronized boolean isChecked() {
        return delivery != null;
    }

    /** The way to the destination that was checked. */
    synchronized CollectDelivery delivery() {
        if (delivery == null) {
            throw new SaddlebagException("a file was to be delivered outside of a poll; it is taken at the next one");
        }
        return delivery;
    }
}
