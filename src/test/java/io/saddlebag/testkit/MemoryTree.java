package io.saddlebag.testkit;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The paths of an {@link InMemoryDestination}, and what is checked before any of them is used. */
abstract class MemoryTree {

    static final Path ROOT = Path.of("");

    final SortedMap<Path, MemoryNode> nodes = new TreeMap<>();
    boolean plain;
    long granularity = 1;
    long capacity = Long.MAX_VALUE;
    long inodes;
    long now = 1_800_000_000_000_000_000L;

    MemoryNode fileOrDirectory(Path path) throws IOException {
        var node = existing(path);
        if (node.type == FileType.LINK) {
            throw new FileSystemException(path.toString(), null, "Is a link");
        }
        return node;
    }

    Entry entry(Path path, MemoryNode node) {
        var links = nodes.values().stream().filter(other -> other == node).count();
        return node.at(path).withLinks(node.type == FileType.FILE ? (int) links : 1);
    }

    MemoryNode existing(Path path) throws IOException {
        check(path);
        checkParents(path);
        var node = nodes.get(path);
        if (node == null) {
            throw new NoSuchFileException(path.toString());
        }
        return node;
    }

    static void check(Path path) {
        if (path.isAbsolute() || !path.normalize().equals(path)) {
            throw new IllegalArgumentException("not relative to the root, or not normal: " + path);
        }
    }

    void checkParents(Path path) throws IOException {
        for (int names = 1; names < path.getNameCount(); names++) {
            var parent = path.subpath(0, names);
            var node = nodes.get(parent);
            if (node == null) {
                throw new NoSuchFileException(parent.toString());
            }
            if (!node.isDirectory()) {
                throw new FileSystemException(parent.toString(), null, "Is a " + node.type + ", not a directory");
            }
        }
    }

    void checkReplaceable(Path path) throws IOException {
        check(path);
        checkParents(path);
        var replaced = nodes.get(path);
        if (replaced != null && replaced.isDirectory()) {
            throw new FileSystemException(path.toString(), null, "Is a directory");
        }
    }

    void checkRoom(int bytes) throws IOException {
        if (used() + bytes > capacity) {
            throw new IOException("No space left on device");
        }
    }

    long used() {
        return nodes.values().stream().mapToLong(node -> node.content.size()).sum();
    }

    SortedMap<Path, MemoryNode> below(Path directory) {
        return nodes.entrySet().stream()
                .filter(e -> !e.getKey().equals(directory) && isBelow(e.getKey(), directory))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    static boolean isBelow(Path path, Path directory) {
        return directory.equals(ROOT) || path.startsWith(directory);
    }

    void put(Path path, MemoryNode node) {
        nodes.put(path, node);
        touch(parentOf(path));
    }

    void remove(Path path) {
        nodes.remove(path);
        touch(parentOf(path));
    }

    void touch(Path directory) {
        var node = nodes.get(directory);
        node.modified = coarse(tick());
        node.changed = now;
    }

    void apply(Entry attributes, MemoryNode node) {
        if (!plain && node.type != FileType.LINK) {
            node.mode = attributes.mode();
        }
        node.uid = plain ? 0 : attributes.uid();
        node.gid = plain ? 0 : attributes.gid();
        node.modified = coarse(attributes.version().modified());
        node.changed = tick();
    }

    MemoryNode node(FileType type, int mode, Path target) {
        var node = new MemoryNode(type, ++inodes, mode, target);
        node.modified = coarse(tick());
        node.changed = now;
        return node;
    }

    long tick() {
        return now += 1_000_000;
    }

    long coarse(long time) {
        return Math.floorDiv(time, granularity) * granularity;
    }

    static Path parentOf(Path path) {
        return path.getParent() == null ? ROOT : path.getParent();
    }
}
