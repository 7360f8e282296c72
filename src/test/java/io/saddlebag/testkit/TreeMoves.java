package io.saddlebag.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Random;

/**
 * Directories that move in, out and within a tree, and come in one go with much below.
 *
 * @param root the tree
 * @param outside a directory on the same file system
 */
public record TreeMoves(Path root, Path outside, Random random) {

    /** Carries out one of each kind. */
    public void carryOut() throws IOException {
        moveOut();
        moveWithin();
        moveIn();
        makeDeep();
    }

    private void moveOut() throws IOException {
        var directory = any();
        if (!directory.equals(root)) {
            Files.move(directory, unused(outside));
        }
    }

    private void moveWithin() throws IOException {
        var directory = any();
        var to = any();
        if (!directory.equals(root) && !to.startsWith(directory)) {
            Files.move(directory, unused(to));
        }
    }

    private void moveIn() throws IOException {
        try (var children = Files.list(outside)) {
            var child = children.sorted().findFirst();
            if (child.isPresent() && random.nextBoolean()) {
                Files.move(child.get(), unused(any()));
            }
        }
    }

    private void makeDeep() throws IOException {
        var deep = Files.createDirectories(unused(any()).resolve("b/c/d"));
        Files.writeString(deep.resolve("file"), "text");
        Files.writeString(deep.resolveSibling("file"), "text");
    }

    private Path unused(Path parent) {
        return parent.resolve("moved-" + random.nextLong());
    }

    private Path any() throws IOException {
        try (var paths = Files.walk(root, 8)) {
            var found = paths.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
            return found.get(random.nextInt(found.size()));
        }
    }
}
