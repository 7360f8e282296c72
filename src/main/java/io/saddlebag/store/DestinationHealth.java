package io.saddlebag.store;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells a failure of one path from a destination that cannot take anything. */
public final class DestinationHealth {

    /** What Linux says when it is not about one file: ENOSPC, EDQUOT, EROFS, ESTALE, EIO, ENODEV, ENOTCONN. */
    private static final List<String> HOPELESS = List.of(
            "No space left on device",
            "Disk quota exceeded",
            "Read-only file system",
            "Stale file handle",
            "Input/output error",
            "No such device",
            "Transport endpoint is not connected");

    private DestinationHealth() {}

    /** Why going on makes no sense after a failure; empty when it does. */
    public static Optional<SaddlebagException> complaint(Destination destination, Exception failure) {
        var reason = Reason.of(failure);
        if (HOPELESS.stream().anyMatch(reason::contains)) {
            return Optional.of(new SaddlebagException("the destination " + destination.name() + " takes nothing more: "
                    + reason + ". What it held stays as it was; make room or repair it, then run the job again"));
        }
        return isReachable(destination)
                ? Optional.empty()
                : Optional.of(new SaddlebagException(
                        Outcome.NOT_FOUND,
                        "the destination " + destination.name() + " is not there any more: is it unmounted?"));
    }

    private static boolean isReachable(Destination destination) {
        try {
            return destination.stat(Path.of("")) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
