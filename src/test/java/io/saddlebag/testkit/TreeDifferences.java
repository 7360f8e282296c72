package io.saddlebag.testkit;

import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.FileType;
import io.saddlebag.testkit.TreeSnapshot.Node;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The differences between what a tree should be and what it is, one readable line each. */
final class TreeDifferences {

    private static final int SHOWN = 25;

    private final List<String> lines = new ArrayList<>();
    private long count;

    /** What a faithful copy carries is different: type, content, target, mode, time and, for root, owner and group. */
    static TreeDifferences ofCopy(TreeSnapshot expected, TreeSnapshot actual) {
        var differences = new TreeDifferences();
        expected.nodes().forEach((path, node) -> {
            if (node.type() != FileType.OTHER) {
                differences.compareCopies(path, node, actual.nodes().get(path));
            }
        });
        actual.nodes().forEach((path, node) -> {
            var original = expected.nodes().get(path);
            if (original == null || original.type() == FileType.OTHER) {
                differences.add(path, "is there, but should not be");
            }
        });
        return differences;
    }

    /** Files are names of one file in one of the trees only. */
    static TreeDifferences ofHardLinks(TreeSnapshot expected, TreeSnapshot actual) {
        var differences = new TreeDifferences();
        var links = actual.hardLinks();
        expected.hardLinks().forEach((path, names) -> {
            if (!names.equals(links.get(path))) {
                differences.add(path, "should be linked as " + names + ", is as " + links.get(path));
            }
        });
        return differences;
    }

    /** Anything is different, be it that a path was written again with what it had. */
    static TreeDifferences ofState(TreeSnapshot before, TreeSnapshot now) {
        var differences = new TreeDifferences();
        before.nodes()
                .forEach((path, node) ->
                        differences.compareStates(path, node, now.nodes().get(path)));
        now.nodes().keySet().stream()
                .filter(path -> !before.nodes().containsKey(path))
                .forEach(path -> differences.add(path, "appeared"));
        return differences;
    }

    /** A file or link that was there is gone or was touched, or a directory is gone. */
    static TreeDifferences ofLosses(TreeSnapshot before, TreeSnapshot now) {
        var differences = new TreeDifferences();
        before.nodes().forEach((path, node) -> {
            var kept = now.nodes().get(path);
            if (node.type() != FileType.DIRECTORY) {
                differences.compareStates(path, node, kept);
            } else if (kept == null || kept.type() != FileType.DIRECTORY) {
                differences.add(path, kept == null ? "is gone" : "is no directory any more");
            }
        });
        return differences;
    }

    /** A file is neither the old one nor the new one, or an old one is gone that the new tree still has. */
    static TreeDifferences ofWholeness(TreeSnapshot before, TreeSnapshot source, TreeSnapshot now) {
        var differences = new TreeDifferences();
        now.nodes().forEach((path, node) -> {
            if (node.type() == FileType.FILE
                    && !TreeAssert.isTemporary(path)
                    && !sameContent(node, before.nodes().get(path))
                    && !sameContent(node, source.nodes().get(path))) {
                differences.add(path, "is neither the old file nor the new one, with " + node.size() + " bytes");
            }
        });
        before.nodes().keySet().stream()
                .filter(path -> source.nodes().containsKey(path) && !now.nodes().containsKey(path))
                .forEach(path -> differences.add(path, "is gone"));
        return differences;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void add(Path path, String what) {
        count++;
        if (lines.size() < SHOWN) {
            lines.add(DisplayPath.of(path) + ": " + what);
        }
    }

    @Override
    public String toString() {
        var more = count > SHOWN ? "\n  … and " + (count - SHOWN) + " more" : "";
        return "\n  " + String.join("\n  ", lines) + more;
    }

    private void compareCopies(Path path, Node expected, Node actual) {
        if (actual == null) {
            add(path, "is missing (" + expected.type() + ")");
            return;
        }
        if (expected.type() != actual.type()) {
            add(path, "should be " + expected.type() + ", is " + actual.type());
            return;
        }
        compareContents(path, expected, actual);
        if (expected.type() != FileType.LINK) {
            compare(path, "mode", Integer.toOctalString(expected.mode()), Integer.toOctalString(actual.mode()));
        }
        compare(path, "extended attributes", expected.extended(), actual.extended());
        compare(path, "modification time", carriedTime(expected), carriedTime(actual));
        if (Requirements.isRoot()) {
            compare(path, "owner", expected.uid(), actual.uid());
            compare(path, "group", expected.gid(), actual.gid());
        }
    }

    private void compareStates(Path path, Node before, Node now) {
        if (now == null) {
            add(path, "is gone");
            return;
        }
        compareContents(path, before, now);
        compare(path, "type", before.type(), now.type());
        compare(path, "mode", Integer.toOctalString(before.mode()), Integer.toOctalString(now.mode()));
        compare(path, "modification time", before.modified(), now.modified());
        compare(path, "owner", before.uid(), now.uid());
        compare(path, "group", before.gid(), now.gid());
        compare(path, "extended attributes", before.extended(), now.extended());
        compare(path, "inode", before.inode(), now.inode());
        compare(path, "status change time", before.changed(), now.changed());
    }

    private void compareContents(Path path, Node expected, Node actual) {
        if (expected.type() == FileType.FILE) {
            compare(path, "size", expected.size(), actual.size());
            if (expected.size() == actual.size() && !Objects.equals(expected.digest(), actual.digest())) {
                add(path, "content differs, with the same size of " + expected.size());
            }
        }
        compare(path, "link target", expected.target(), actual.target());
    }

    private void compare(Path path, String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            add(path, what + " should be " + expected + ", is " + actual);
        }
    }

    /** Java sets the times of links in microseconds. */
    private static Instant carriedTime(Node node) {
        return node.type() == FileType.LINK
                ? FileTime.from(node.modified().to(TimeUnit.MICROSECONDS), TimeUnit.MICROSECONDS)
                        .toInstant()
                : node.modified().toInstant();
    }

    private static boolean sameContent(Node one, Node other) {
        return other != null && other.type() == one.type() && Objects.equals(one.digest(), other.digest());
    }
}
