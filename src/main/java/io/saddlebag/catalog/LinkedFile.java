package io.saddlebag.catalog;

import io.saddlebag.model.Entry;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One name of a file of the source that has several.
 *
 * @param source the source's entry
 * @param destination what the destination has there; null for nothing
 * @param need how much is to be done for it: 0 for nothing, more for more
 */
public record LinkedFile(Entry source, @Nullable Entry destination, int need) {

    /** Where it is, at source and destination alike. */
    public Path path() {
        return source.path();
    }

    /** The same with another need. */
    public LinkedFile withNeed(int other) {
        return new LinkedFile(source, destination, other);
    }
}
