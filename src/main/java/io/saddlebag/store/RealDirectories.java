package io.saddlebag.store;

import io.saddlebag.model.Entry;
import io.saddlebag.tree.Stat;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that a directory below a root is one, and no link, from the root down. What was made sure is remembered by
 * device and inode, so a directory that is swapped for a link meanwhile is noticed; and so is another file system at the root.
 */
final class RealDirectories {

    private final String name;
    private final Path root;

    /** What the root was when it was first looked at: another disk may be mounted or unmounted there at any time. */
    private final AtomicReference<@Nullable Entry> firstRoot = new AtomicReference<>();

    /** By thread: the workers of a sweep each stay in one directory for a while. */
    private final Map<Thread, Entry> lastParents = new ConcurrentHashMap<>();

    /** Those below a directory, which need not exist yet; a symbolic link to one is followed. */
    RealDirectories(Path root) {
        this.name = root.toString();
        this.root = real(root);
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath();
        }
    }

    Path root() {
        return root;
    }

    static boolean isRoot(Path path) {
        return path.toString().isEmpty();
    }

    Path absolute(Path path) {
        return root.resolve(path);
    }

    String name(Path path) {
        return absolute(path).toString();
    }

    @Nullable
    Entry rootEntry() throws IOException {
        try {
            return requireFirstRoot(Stat.following(root, Path.of("")));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private Entry requireFirstRoot(Entry now) throws IOException {
        var first = firstRoot.compareAndExchange(null, now);
        if (first != null && !first.isSameFile(now)) {
            throw new FileSystemException(name, null, "another file system is mounted there than before, or none");
        }
        return now;
    }

    void requireDirectory(Path directory) throws IOException {
        if (isRoot(directory)) {
            requireRoot();
        } else {
            requireParent(directory);
            requireReal(directory);
        }
    }

    Entry requireRoot() throws IOException {
        var entry = requireFirstRoot(Stat.following(root, Path.of("")));
        if (!entry.isDirectory()) {
            throw new FileSystemException(root.toString(), null, "not a directory");
        }
        return entry;
    }

    /** Makes sure that what holds a path is a directory below real directories; returns it. */
    Entry requireParent(Path path) throws IOException {
        var parent = path.getParent();
        if (parent == null) {
            return requireRoot();
        }
        var known = lastParents.get(Thread.currentThread());
        var now = Stat.of(absolute(parent), parent);
        if (known != null && known.path().equals(parent) && now.isDirectory() && known.isSameFile(now)) {
            return now;
        }
        requireRoot();
        for (int depth = 1; depth <= parent.getNameCount(); depth++) {
            now = requireReal(parent.subpath(0, depth));
        }
        lastParents.put(Thread.currentThread(), now);
        return now;
    }

    Entry requireReal(Path directory) throws IOException {
        var entry = Stat.of(absolute(directory), directory);
        if (!entry.isDirectory()) {
            throw new FileSystemException(
                    name(directory), null, "not a directory; nothing is written or deleted through it");
        }
        return entry;
    }
}
