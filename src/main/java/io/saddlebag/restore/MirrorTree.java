package io.saddlebag.restore;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.tree.Filters;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.versions.VersionPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A mirror as a tree that is only read, without the versions that it keeps. */
public final class MirrorTree {

    private MirrorTree() {}

    /**
     * The mirror that a destination holds.
     *
     * @param mayBeEmpty whether it may hold nothing
     * @throws SaddlebagException when it is not there
     */
    public static SourceTree open(Path destination, boolean mayBeEmpty) {
        if (!Files.exists(destination)) {
            throw notFound("the destination " + destination + " is not there: is it unmounted?");
        }
        if (!Files.isDirectory(destination)) {
            throw notFound("the destination " + destination + " is not a directory");
        }
        try {
            var tree = new SourceTree(
                    destination, Filters.ALL, List.of(destination.toRealPath().resolve(VersionPaths.ROOT)));
            if (!mayBeEmpty && isEmpty(tree)) {
                throw notFound("the destination " + destination + " is empty: is it unmounted?");
            }
            return tree;
        } catch (IOException e) {
            throw notFound("the destination " + destination + " cannot be read: " + Reason.of(e));
        }
    }

    /** Whether a tree holds nothing that is carried. */
    public static boolean isEmpty(SourceTree tree) throws IOException {
        var listing = tree.list(Path.of(""));
        return listing.entries().isEmpty() && listing.findings().isEmpty();
    }

    private static SaddlebagException notFound(String message) {
        return new SaddlebagException(Outcome.NOT_FOUND, message);
    }
}
