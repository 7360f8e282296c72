package io.saddlebag.mirror;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileState;
import io.saddlebag.store.Destination;
import io.saddlebag.versions.VersionPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a sweep takes the destination to have. */
@FunctionalInterface
interface DestinationView {

    /** What the catalog says it has: for destinations that are not compared. */
    DestinationView CATALOG = (directory, states) -> {
        var entries = new HashMap<Path, Entry>();
        states.forEach((path, state) -> entries.put(path, state.destination()));
        return entries;
    };

    /** The entries of a directory by path, given what the catalog knows of it. */
    Map<Path, Entry> list(Path directory, Map<Path, FileState> states) throws IOException;

    /** What a destination really has, but for the versions that it keeps. */
    static DestinationView of(Destination destination) {
        return (directory, states) -> {
            var entries = new HashMap<Path, Entry>();
            for (var entry : destination.list(directory)) {
                if (!entry.path().equals(VersionPaths.ROOT) || !entry.isDirectory()) {
                    entries.put(entry.path(), entry);
                }
            }
            return entries;
        };
    }
}
