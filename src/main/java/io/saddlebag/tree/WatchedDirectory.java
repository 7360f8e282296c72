package io.saddlebag.tree;

import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A directory that is watched, or is to be; it knows its place in the tree, which the system's events do not tell. */
final class WatchedDirectory {

    private final @Nullable WatchedDirectory parent;
    private final Path name;
    private Map<Path, WatchedDirectory> children = Map.of();
    private @Nullable WatchKey key;
    private long device;

    private WatchedDirectory(@Nullable WatchedDirectory parent, Path name) {
        this.parent = parent;
        this.name = name;
    }

    /** The root of a tree. */
    static WatchedDirectory root() {
        return new WatchedDirectory(null, Path.of(""));
    }

    /** A directory in this one that it does not know of. */
    WatchedDirectory below(Path child) {
        return new WatchedDirectory(this, child);
    }

    /** A new directory in this one, in the place of any of the same name. */
    WatchedDirectory add(Path child) {
        if (children.isEmpty()) {
            children = new HashMap<>(2);
        }
        var added = below(child);
        children.put(child, added);
        return added;
    }

    @Nullable
    WatchedDirectory child(Path child) {
        return children.get(child);
    }

    Collection<WatchedDirectory> children() {
        return List.copyOf(children.values());
    }

    /** Takes it out of the one that holds it, unless something else took its place. */
    void remove() {
        if (parent != null) {
            parent.children.remove(name, this);
        }
    }

    @Nullable
    WatchedDirectory parent() {
        return parent;
    }

    Path name() {
        return name;
    }

    /** Relative to the tree. */
    Path path() {
        return parent == null ? name : parent.path().resolve(name);
    }

    /** What its events come by; null while it is not watched. */
    @Nullable
    WatchKey key() {
        return key;
    }

    void key(@Nullable WatchKey next) {
        key = next;
    }

    long device() {
        return device;
    }

    void device(long number) {
        device = number;
    }
}
