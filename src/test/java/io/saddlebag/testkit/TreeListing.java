package io.saddlebag.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The paths below a root, without the root, parents before their children, in the order of their bytes.
 *
 * @param directories directories that can be read, as a list of the caller's own
 * @param files regular files
 * @param links symbolic links
 */
record TreeListing(List<Path> directories, List<Path> files, List<Path> links) {

    static TreeListing of(Path root) throws IOException {
        var listing = new TreeListing(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        listing.add(root);
        return listing;
    }

    /** Files and links. */
    List<Path> leaves() {
        var leaves = new ArrayList<>(files);
        leaves.addAll(links);
        return leaves;
    }

    /** How many paths are below a directory. */
    static int sizeOf(Path directory) throws IOException {
        var below = of(directory);
        return below.directories.size() + below.leaves().size();
    }

    private void add(Path directory) throws IOException {
        for (var child : childrenOf(directory)) {
            if (Files.isSymbolicLink(child)) {
                links.add(child);
            } else if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                directories.add(child);
                add(child);
            } else if (Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)) {
                files.add(child);
            }
        }
    }

    private static List<Path> childrenOf(Path directory) throws IOException {
        try (var children = Files.list(directory)) {
            return children.sorted().toList();
        }
    }
}
