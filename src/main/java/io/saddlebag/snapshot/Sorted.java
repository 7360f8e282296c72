package io.saddlebag.snapshot;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Things with paths, one by one, in {@link io.saddlebag.model.PathOrder}. */
@FunctionalInterface
interface Sorted<T> {

    /** The next one; null after the last. */
    @Nullable
    T next() throws IOException;
}
