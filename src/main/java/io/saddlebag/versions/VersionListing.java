package io.saddlebag.versions;

import io.saddlebag.model.Entry;
import io.saddlebag.model.PathOrder;
import io.saddlebag.store.Destination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;

/** The versions that a mirror keeps, by the paths that they had. */
public final class VersionListing {

    private static final Path MIRROR = Path.of("");

    private final Destination destination;

    /** The versions in a mirror. */
    public VersionListing(Destination destination) {
        this.destination = destination;
    }

    /**
     * One version.
     *
     * @param path the path that it had
     * @param entry where it is kept, with its attributes
     */
    public record Listed(Path path, VersionName name, Entry entry) {}

    /** Passes on the versions of a path, the oldest first, and those of everything below it; the empty path is the mirror. */
    public void forEach(Path path, Consumer<Listed> action) throws IOException {
        if (!path.equals(MIRROR)) {
            pass(path, History.read(destination, VersionPaths.parent(path)), action);
        }
        below(path, action);
    }

    private static void pass(Path path, History history, Consumer<Listed> action) {
        history.versions(path.getFileName()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(VersionName::time)))
                .forEach(version -> action.accept(new Listed(path, version.getKey(), version.getValue())));
    }

    private void below(Path directory, Consumer<Listed> action) throws IOException {
        var kept = VersionPaths.of(directory);
        var here = destination.stat(kept);
        if (here == null || !here.isDirectory()) {
            return;
        }
        var history = History.read(destination, directory);
        history.names().stream()
                .sorted(PathOrder.DEPTH_FIRST)
                .forEach(name -> pass(directory.resolve(name), history, action));
        for (var name : directories(kept)) {
            below(directory.resolve(name), action);
        }
    }

    private Iterable<Path> directories(Path kept) throws IOException {
        var names = new ArrayList<Path>();
        for (var entry : destination.list(kept)) {
            var name = VersionPaths.directoryName(entry.path());
            if (entry.isDirectory() && name != null) {
                names.add(name);
            }
        }
        names.sort(PathOrder.DEPTH_FIRST);
        return names;
    }
}
