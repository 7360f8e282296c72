package io.saddlebag.restore;

import io.saddlebag.model.Entry;
import io.saddlebag.tree.Listing;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a mirror has, or had, as a restore reads it. Safe to use from several threads. */
interface MirrorState {

    /** The root directory. */
    Entry root() throws IOException;

    /**
     * The entry at a path; null where there is nothing.
     *
     * @throws IOException when that cannot be told
     */
    @Nullable
    Entry find(Path path) throws IOException;

    /** What a directory holds. */
    Listing list(Path directory) throws IOException;

    /** An entry with its content. */
    Original original(Entry entry);
}
