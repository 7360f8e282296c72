package io.saddlebag.restore;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.store.Destination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A directory of a manifest while what is in it is read, and what a pass knows of it. */
final class OpenDirectory {

    private final ManifestEntry entry;
    private final @Nullable OpenDirectory parent;
    private final int number;
    private final boolean wanted;
    private final Set<Path> names = new HashSet<>();
    private @Nullable RestoredDirectory restored;
    private @Nullable Map<Path, Entry> there;
    private volatile boolean late;

    /**
     * A directory.
     *
     * @param parent the one that holds it; null for the target itself
     * @param number its place in the manifest
     * @param wanted whether it is restored, and not only made for what is below it
     */
    OpenDirectory(ManifestEntry entry, @Nullable OpenDirectory parent, int number, boolean wanted) {
        this.entry = entry;
        this.parent = parent;
        this.number = number;
        this.wanted = wanted;
    }

    ManifestEntry entry() {
        return entry;
    }

    Path path() {
        return entry.path();
    }

    @Nullable
    OpenDirectory parent() {
        return parent;
    }

    int number() {
        return number;
    }

    boolean isWanted() {
        return wanted;
    }

    /** What the manifest has in it, as far as it was read and somebody remembered it. */
    Set<Path> names() {
        return names;
    }

    /** What it is at the target. */
    void is(RestoredDirectory directory) {
        restored = directory;
    }

    RestoredDirectory restored() {
        return Objects.requireNonNull(restored);
    }

    /** What the target has in it. */
    void holds(Map<Path, Entry> entries) {
        there = entries;
    }

    /** What the target has at a path in it. */
    @Nullable
    Entry present(Path path, Destination target) throws IOException {
        if (restored().present() == null) {
            return null;
        }
        return there == null ? target.stat(path) : there.get(path);
    }

    /** It gets its attributes in a later pass. */
    void putOff() {
        late = true;
    }

    boolean isLate() {
        return late;
    }
}
