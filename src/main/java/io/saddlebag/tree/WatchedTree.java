package io.saddlebag.tree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import io.saddlebag.model.DirtyDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The watches on all directories of a tree. Each directory is watched before it is listed, so that nothing that is made
 * meanwhile is missed. The system tells events by directory, not by path: after a rename the same watch goes on under the
 * old name, so the places are kept here, and a directory that moves is looked through again. Used by one thread.
 */
final class WatchedTree implements Closeable {

    private static final WatchEvent.Kind<?>[] KINDS = {ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY};

    private final Path root;
    private final Exclusion exclusion;
    private final DirtyDirectories dirty;
    private final BooleanSupplier stopped;
    private final WatchService service;
    private final WatchedDirectory top = WatchedDirectory.root();
    private final Map<WatchKey, WatchedDirectory> watched = new HashMap<>();
    private final Set<Path> blind = new LinkedHashSet<>();
    private MountTable mounts;

    /**
     * The tree below a directory, of which nothing is watched yet.
     *
     * @param root a real path
     * @param stopped polled while many directories are looked through
     */
    WatchedTree(Path root, Exclusion exclusion, DirtyDirectories dirty, BooleanSupplier stopped)
            throws UnwatchableException, IOException {
        this.root = root;
        this.exclusion = exclusion;
        this.dirty = dirty;
        this.stopped = stopped;
        this.mounts = MountTable.read();
        try {
            this.service = root.getFileSystem().newWatchService();
        } catch (IOException e) {
            throw new UnwatchableException(WatchLimit.tooFewInstances());
        }
    }

    /** Watches every directory. */
    void watchAll() throws UnwatchableException {
        watch(top);
    }

    /** Whether the root itself is watched still. */
    boolean isAlive() {
        var key = top.key();
        return key != null && key.isValid();
    }

    WatchState.Watching state() {
        return new WatchState.Watching(watched.size(), List.copyOf(blind));
    }

    @Override
    public void close() throws IOException {
        service.close();
    }

    /** Waits for events and tells which directories they make dirty; returns after those of one, or when the time is over. */
    void follow(Duration atMost) throws InterruptedException, UnwatchableException {
        var key = service.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
        if (key == null) {
            return;
        }
        var events = key.pollEvents();
        var directory = watched.get(key);
        if (directory != null) {
            for (var event : events) {
                follow(directory, event);
            }
        }
        if (!key.reset() && directory != null && watched.get(key) == directory) {
            end(directory);
        }
    }

    /** Of what is mounted and unmounted below no event tells: there something else is watched from now on. */
    void followMounts() throws IOException, UnwatchableException {
        var before = mounts;
        mounts = before.readAgain();
        if (mounts != before) {
            for (var point : mounts.changedBelow(root, before)) {
                remounted(root.relativize(point));
            }
        }
    }

    private void remounted(Path path) throws UnwatchableException {
        var above = DirtyDirectory.above(path);
        var parent = above == null ? null : find(above);
        if (parent != null && isDirectory(path) && !exclusion.excludes(path, true)) {
            watchNew(parent, path.getFileName());
        }
    }

    private @Nullable WatchedDirectory find(Path path) {
        var above = DirtyDirectory.above(path);
        if (above == null) {
            return top;
        }
        var parent = find(above);
        return parent == null ? null : parent.child(path.getFileName());
    }

    private void follow(WatchedDirectory directory, WatchEvent<?> event) throws UnwatchableException {
        if (event.kind() == OVERFLOW) {
            lookAgain(directory);
        } else if (event.context() instanceof Path name) {
            if (event.kind() == ENTRY_CREATE) {
                created(directory, name);
            } else if (event.kind() == ENTRY_DELETE) {
                deleted(directory, name);
            } else {
                modified(directory, name);
            }
        }
    }

    private void created(WatchedDirectory directory, Path name) throws UnwatchableException {
        var path = directory.path().resolve(name);
        boolean isDirectory = isDirectory(path);
        if (exclusion.excludes(path, isDirectory)) {
            return;
        }
        dirty.changed(directory.path(), name);
        if (isDirectory && !isWatched(directory.child(name), path)) {
            watchNew(directory, name);
        }
    }

    private boolean isDirectory(Path path) {
        return Files.isDirectory(root.resolve(path), NOFOLLOW_LINKS);
    }

    /** Whether what is at a path now is what was watched there all the time. */
    private boolean isWatched(@Nullable WatchedDirectory known, Path path) throws UnwatchableException {
        var key = known == null ? null : known.key();
        return key != null && key.isValid() && key.equals(register(path));
    }

    /** A directory is new there: it is dirty with everything below, once all of that is watched. */
    private void watchNew(WatchedDirectory parent, Path name) throws UnwatchableException {
        var old = parent.child(name);
        if (old != null) {
            forget(old);
        }
        var directory = parent.add(name);
        watch(directory);
        dirty.appeared(directory.path());
    }

    private void deleted(WatchedDirectory directory, Path name) {
        var child = directory.child(name);
        if (!exclusion.excludes(directory.path().resolve(name), child != null)) {
            dirty.changed(directory.path(), name);
        }
        if (child != null) {
            forget(child);
        }
    }

    private void modified(WatchedDirectory directory, Path name) throws UnwatchableException {
        var child = directory.child(name);
        if (child == null) {
            if (!exclusion.excludes(directory.path().resolve(name), false)) {
                dirty.changed(directory.path(), name);
            }
        } else if (child.key() != null) {
            dirty.changed(child.path(), null);
        } else {
            watchNew(directory, name);
        }
    }

    /** Events were lost: what is there is compared with what was watched. */
    private void lookAgain(WatchedDirectory directory) throws UnwatchableException {
        dirty.changed(directory.path(), null);
        var present = subdirectories(directory);
        for (var child : directory.children()) {
            if (!present.contains(child.name())) {
                forget(child);
            }
        }
        for (var name : present) {
            if (!isWatched(directory.child(name), directory.path().resolve(name))) {
                watchNew(directory, name);
            }
        }
    }

    /** A watch ended: its directory was deleted, or its file system unmounted. */
    private void end(WatchedDirectory directory) throws UnwatchableException {
        var parent = directory.parent();
        forget(directory);
        if (parent != null) {
            dirty.changed(parent.path(), directory.name());
            if (isDirectory(directory.path())) {
                watchNew(parent, directory.name());
            }
        }
    }

    /** Ends the watches on a directory and everything below, but for what was found at another place meanwhile. */
    private void forget(WatchedDirectory directory) {
        directory.remove();
        var open = new ArrayDeque<WatchedDirectory>();
        for (var next = directory; next != null; next = open.poll()) {
            open.addAll(next.children());
            var key = next.key();
            if (key != null && watched.remove(key, next)) {
                key.cancel();
            }
            next.key(null);
        }
        if (!blind.isEmpty()) {
            var path = directory.path();
            blind.removeIf(below -> below.startsWith(path));
        }
    }

    private void watch(WatchedDirectory start) throws UnwatchableException {
        var open = new ArrayDeque<WatchedDirectory>();
        for (var next = start; next != null && !stopped.getAsBoolean(); next = open.poll()) {
            if (isSeen(next) && watchOne(next)) {
                for (var name : subdirectories(next)) {
                    open.push(next.add(name));
                }
            }
        }
    }

    /** Whether events of a directory would tell all that happens there. */
    private boolean isSeen(WatchedDirectory directory) {
        var path = directory.path();
        try {
            directory.device(Stat.of(root.resolve(path), path).device());
            var parent = directory.parent();
            boolean seen = parent == null
                    || parent.device() == directory.device()
                    || EventlessFileSystems.typeOf(root.resolve(path)).isEmpty();
            if (!seen) {
                blind.add(path);
            }
            return seen;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it is watched from now on; what is gone or unreadable is not, and what can be reached twice only once. */
    private boolean watchOne(WatchedDirectory directory) throws UnwatchableException {
        var path = directory.path();
        var key = register(path);
        if (key == null) {
            return false;
        }
        if (!isDirectory(path)) {
            if (!watched.containsKey(key)) {
                key.cancel();
            }
            return false;
        }
        var other = watched.get(key);
        if (other != null && other != directory && isSame(other.path(), path)) {
            blind.add(path);
            return false;
        }
        if (other != null) {
            other.key(null);
        }
        directory.key(key);
        watched.put(key, directory);
        return true;
    }

    private boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(root.resolve(one), root.resolve(other));
        } catch (IOException e) {
            return false;
        }
    }

    private @Nullable WatchKey register(Path path) throws UnwatchableException {
        try {
            return root.resolve(path).register(service, KINDS);
        } catch (FileSystemException e) {
            return null;
        } catch (IOException e) {
            throw new UnwatchableException(WatchLimit.tooFewWatches(countDirectories()));
        }
    }

    private long countDirectories() {
        long count = 0;
        var open = new ArrayDeque<WatchedDirectory>();
        for (var next = WatchedDirectory.root(); next != null && !stopped.getAsBoolean(); next = open.poll()) {
            count++;
            for (var name : subdirectories(next)) {
                open.push(next.below(name));
            }
        }
        return count;
    }

    /** The names of the directories in one that are to be watched; what cannot be listed is for the sweep to complain of. */
    private Set<Path> subdirectories(WatchedDirectory directory) {
        var found = new HashSet<Path>();
        var path = directory.path();
        try (var entries = Files.newDirectoryStream(root.resolve(path))) {
            for (var entry : entries) {
                var name = entry.getFileName();
                if (isRealDirectory(entry) && !exclusion.excludes(path.resolve(name), true)) {
                    found.add(name);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return found;
        }
        return found;
    }

    private static boolean isRealDirectory(Path entry) {
        try {
            return Files.readAttributes(entry, BasicFileAttributes.class, NOFOLLOW_LINKS)
                    .isDirectory();
        } catch (IOException e) {
            return false;
        }
    }
}
