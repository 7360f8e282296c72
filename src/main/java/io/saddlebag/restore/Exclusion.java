package io.saddlebag.restore;

import java.io.IOException;
import java.nio.file.Path;

/** What a restore never deletes: what the job does not back up, and what belongs to Saddlebag. */
@FunctionalInterface
public interface Exclusion {

    /**
     * Whether a path of the target stays; the answer for a directory holds for everything below it.
     *
     * @throws IOException when that cannot be told; it stays then
     */
    boolean covers(Path path, boolean directory) throws IOException;
}
