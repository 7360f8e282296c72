package io.saddlebag.catalog;

import io.saddlebag.model.Entry;
import java.nio.file.Path;

/**
 * A deletion that a sweep would carry out if its guards allow it.
 *
 * @param entry what the destination has
 * @param replaced whether something of another type takes its place
 */
public record StagedDeletion(Entry entry, boolean replaced) {

    /** The path to delete, relative to the destination. */
    public Path path() {
        return entry.path();
    }
}
