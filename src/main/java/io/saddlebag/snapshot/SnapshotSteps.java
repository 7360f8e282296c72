package io.saddlebag.snapshot;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ManifestEntry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Does what a {@link SnapshotPlan} says, path by path. What is called {@code latest} is the path's entry in the last snapshot; null
 * where that has none.
 */
interface SnapshotSteps {

    /** Nothing changed since the base: the entry stays as that has it, its content where it is. */
    void keep(ManifestEntry entry, @Nullable ManifestEntry latest) throws IOException;

    /** The content of a file is to be read and stored. */
    void store(Entry file, @Nullable ManifestEntry latest) throws IOException;

    /** A file may be the same as in the base with other attributes; its content tells. */
    void check(Entry file, ManifestEntry base, @Nullable ManifestEntry latest) throws IOException;

    /** Another name of a file that was met. */
    void further(Entry file, LinkLeader leader, @Nullable ManifestEntry latest) throws IOException;

    /** A directory or link that is new or changed, perhaps. */
    void plain(Entry entry, @Nullable ManifestEntry latest) throws IOException;

    /**
     * It could not be looked at, so it stays as it was.
     *
     * @param together whether everything in the directory or source that it is in is stale as well
     */
    void stale(ManifestEntry latest, boolean together) throws IOException;

    /** It is not there any more. */
    void gone(ManifestEntry latest) throws IOException;
}
