package io.saddlebag.testkit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.tree.Stat;
import io.saddlebag.tree.UserAttributes;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything about a tree at one moment, in memory: contents as digests, attributes, and the inode numbers and status
 * change times that tell whether anything was touched. A tree that does not exist has no paths, not even a root.
 */
public final class TreeSnapshot {

    /** What a snapshot knows of one path; {@code digest} is null but for files, {@code target} but for links. */
    record Node(
            FileType type,
            long size,
            String digest,
            Path target,
            int mode,
            FileTime modified,
            int uid,
            int gid,
            long inode,
            FileTime changed,
            ExtendedAttributes extended) {}

    private final SortedMap<Path, Node> nodes = new TreeMap<>();

    private TreeSnapshot() {}

    /** Records a tree. */
    public static TreeSnapshot of(Path root) throws IOException {
        var snapshot = new TreeSnapshot();
        if (Files.exists(root, NOFOLLOW_LINKS)) {
            var real = root.toRealPath();
            snapshot.record(real, real);
        }
        return snapshot;
    }

    /** All paths, relative to the root, which itself is the empty path. */
    public Set<Path> paths() {
        return Collections.unmodifiableSet(nodes.keySet());
    }

    /** How many files and links there are. */
    public long files() {
        return nodes.values().stream()
                .filter(node -> node.type() != FileType.DIRECTORY)
                .count();
    }

    /** The size of all files together. */
    public long bytes() {
        return nodes.values().stream()
                .filter(node -> node.type() == FileType.FILE)
                .mapToLong(Node::size)
                .sum();
    }

    /** Of each file the names that it has in the tree. */
    SortedMap<Path, Set<Path>> hardLinks() {
        var byInode = new TreeMap<Long, Set<Path>>();
        var links = new TreeMap<Path, Set<Path>>();
        nodes.forEach((path, node) -> {
            if (node.type() == FileType.FILE) {
                var names = byInode.computeIfAbsent(node.inode(), inode -> new TreeSet<>());
                names.add(path);
                links.put(path, names);
            }
        });
        return links;
    }

    SortedMap<Path, Node> nodes() {
        return nodes;
    }

    private void record(Path root, Path path) throws IOException {
        var node = read(path);
        nodes.put(path.equals(root) ? Path.of("") : root.relativize(path), node);
        if (node.type() == FileType.DIRECTORY) {
            recordChildren(root, path);
        }
    }

    private void recordChildren(Path root, Path directory) throws IOException {
        try (var children = Files.newDirectoryStream(directory)) {
            for (var child : children) {
                record(root, child);
            }
        } catch (AccessDeniedException e) {
            // What an ordinary user cannot read is recorded without what is below.
        }
    }

    private static Node read(Path path) throws IOException {
        var attributes = Files.readAttributes(path, "unix:*", NOFOLLOW_LINKS);
        var type = typeOf(attributes);
        return new Node(
                type,
                (long) attributes.get("size"),
                type == FileType.FILE ? digest(path) : null,
                type == FileType.LINK ? Files.readSymbolicLink(path) : null,
                (int) attributes.get("mode") & 07777,
                (FileTime) attributes.get("lastModifiedTime"),
                (int) attributes.get("uid"),
                (int) attributes.get("gid"),
                (long) attributes.get("ino"),
                (FileTime) attributes.get("ctime"),
                extended(path, type));
    }

    private static ExtendedAttributes extended(Path path, FileType type) throws IOException {
        try {
            return type == FileType.FILE || type == FileType.DIRECTORY
                    ? UserAttributes.of(path, Stat.of(path, path))
                    : ExtendedAttributes.NONE;
        } catch (AccessDeniedException e) {
            return ExtendedAttributes.NONE;
        }
    }

    private static FileType typeOf(Map<String, Object> attributes) {
        if ((boolean) attributes.get("isRegularFile")) {
            return FileType.FILE;
        }
        if ((boolean) attributes.get("isDirectory")) {
            return FileType.DIRECTORY;
        }
        return (boolean) attributes.get("isSymbolicLink") ? FileType.LINK : FileType.OTHER;
    }

    private static String digest(Path file) throws IOException {
        try (var content = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            var buffer = new byte[1 << 16];
            while (content.read(buffer) >= 0) {
                // The stream digests what passes.
            }
            return HexFormat.of().formatHex(content.getMessageDigest().digest());
        } catch (AccessDeniedException e) {
            return "unreadable";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
