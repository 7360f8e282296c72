package io.saddlebag.mirror;

import io.saddlebag.model.Entry;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.TemporaryName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;

/** Finds what a run that died left under temporary names. */
final class Leftovers {

    private Leftovers() {}

    /** Removes them from the whole of a destination, whose lock the caller holds. */
    static void removeFrom(Destination destination) throws IOException {
        var directories = new ArrayDeque<Path>();
        directories.push(Path.of(""));
        while (!directories.isEmpty()) {
            for (var entry : destination.list(directories.pop())) {
                if (entry.isDirectory()) {
                    directories.push(entry.path());
                } else {
                    remove(entry, destination);
                }
            }
        }
    }

    private static void remove(Entry entry, Destination destination) throws IOException {
        if (TemporaryName.matches(entry.path())) {
            destination.removeLeftover(entry.path());
        }
    }
}
