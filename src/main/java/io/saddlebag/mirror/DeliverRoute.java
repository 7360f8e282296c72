package io.saddlebag.mirror;

import io.saddlebag.model.Change;
import io.saddlebag.model.Receipt;
import org.jspecify.annotations.Nullable;

/** Carries one change to the destination, by whatever way the job's deliver route takes. Called from several threads. */
@FunctionalInterface
public interface DeliverRoute {

    /**
     * Returns when the destination has the change.
     *
     * @return what was delivered; null where the route does not tell (it has no {@code backup:deliver})
     * @throws Exception when it was not delivered; the destination has what it had before
     */
    @Nullable
    Receipt deliver(Change change) throws Exception;
}
