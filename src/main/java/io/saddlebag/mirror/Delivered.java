package io.saddlebag.mirror;

import io.saddlebag.catalog.Target;
import io.saddlebag.model.FileState;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of files: what the catalog says, read directory by directory, and what was delivered since and waits for
 * the next flush. Holds a few directories' states at a time.
 */
final class Delivered {

    private static final int DIRECTORIES = 4;
    private static final Path ROOT = Path.of("");

    private final Target target;
    private final Map<Path, FileState> unrecorded = new HashMap<>();
    private final Map<Path, Map<Path, FileState>> directories = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Map<Path, FileState>> eldest) {
            return size() > DIRECTORIES;
        }
    };

    Delivered(Target target) {
        this.target = target;
    }

    synchronized @Nullable FileState find(Path file) {
        var state = unrecorded.get(file);
        return state != null ? state : recorded(file);
    }

    /** What the catalog itself knows. */
    private @Nullable FileState recorded(Path file) {
        var parent = parent(file);
        var states = directories.get(parent);
        if (states == null) {
            states = target.directory(parent);
            directories.put(parent, states);
        }
        return states.get(file);
    }

    private static Path parent(Path file) {
        return file.getParent() == null ? ROOT : file.getParent();
    }

    synchronized boolean isRecorded(Path file) {
        return !unrecorded.containsKey(file) && recorded(file) != null;
    }

    synchronized void add(FileState state) {
        unrecorded.put(state.path(), state);
    }

    /** The catalog has them now. */
    synchronized void recorded(Collection<FileState> states) {
        for (var state : states) {
            unrecorded.computeIfPresent(state.path(), (path, latest) -> isSame(latest, state) ? null : latest);
        }
        directories.clear();
    }

    private static boolean isSame(FileState one, FileState other) {
        return one.source().version().sameSizeAndTime(other.source().version());
    }

    /** Forgets what the catalog knows of these. */
    synchronized void forget(Collection<Path> files) {
        target.forget(files);
        for (var file : files) {
            var states = directories.get(parent(file));
            if (states != null) {
                states.remove(file);
            }
        }
    }
}
