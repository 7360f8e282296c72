package io.saddlebag.snapshot;

import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestEntry.Held;
import io.saddlebag.model.PathOrder;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes of the last snapshot's entries what the next one says of paths that cannot be read. */
final class StaleEntries {

    private final Opening opening;

    StaleEntries(Opening opening) {
        this.opening = opening;
    }

    /** Opens the last snapshot's manifest once more. */
    @FunctionalInterface
    interface Opening {
        ManifestCursor open() throws IOException;
    }

    /**
     * The entry to be taken again.
     *
     * @param together whether the file that a further name is one of is stale as well; otherwise it may have changed, so that the name
     *     has to say itself where the content is
     */
    ManifestEntry of(ManifestEntry latest, boolean together) throws IOException {
        var file = latest.hardlink();
        if (file == null || together) {
            return latest.asStale();
        }
        var held = held(file);
        return new ManifestEntry(
                latest.path(),
                latest.type(),
                latest.version(),
                latest.mode(),
                latest.owner(),
                latest.link(),
                null,
                held,
                latest.extended(),
                true);
    }

    private @Nullable Held held(Path file) throws IOException {
        try (var entries = opening.open()) {
            for (var entry = entries.next(); entry != null; entry = entries.next()) {
                if (PathOrder.DEPTH_FIRST.compare(entry.path(), file) == 0) {
                    var held = entry.held();
                    return held == null || held.as() != null ? held : new Held(held.in(), file, held.sha256());
                }
            }
            return null;
        }
    }
}
