package io.saddlebag.restore;

import io.saddlebag.model.Entry;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.TemporaryName;
import io.saddlebag.versions.VersionPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what a restored directory holds besides what the mirror has. Below what cannot be read in the mirror nothing is
 * deleted.
 */
final class Removal {

    private final MirrorState mirror;
    private final Destination target;
    private final Writer writer;
    private final Walk walk;
    private final Predicate<Entry> getsAttributes;

    /**
     * A removal.
     *
     * @param getsAttributes whether a directory of the mirror passes on its mode, owner and time
     */
    Removal(MirrorState mirror, Destination target, Writer writer, Walk walk, Predicate<Entry> getsAttributes) {
        this.mirror = mirror;
        this.target = target;
        this.writer = writer;
        this.walk = walk;
        this.getsAttributes = getsAttributes;
    }

    /** Lets the workers delete what is too much below a directory of the mirror. */
    void below(Entry directory) {
        walk.workers().directory(() -> visit(directory));
    }

    private void visit(Entry directory) {
        var path = directory.path();
        if (walk.halt().isDue()) {
            return;
        }
        try {
            var before = target.stat(path);
            if (before == null || !before.isDirectory()) {
                return;
            }
            if (deleteStrangers(path)) {
                finish(directory, before);
            }
        } catch (IOException e) {
            writer.blame(path, e);
        }
    }

    /** Whether anything was deleted. */
    private boolean deleteStrangers(Path directory) throws IOException {
        var known = known(directory);
        boolean deleted = false;
        if (known == null) {
            return false;
        }
        for (var entry : target.list(directory)) {
            if (!known.contains(entry.path()) && !staysForNow(entry)) {
                writer.delete(entry);
                deleted = true;
            }
        }
        return deleted;
    }

    /** Whether it is none of a restore's: a file system's own, what a mirror keeps, or a file on its way. */
    static boolean staysForNow(Entry entry) {
        return entry.path().equals(SourceTree.LOST_AND_FOUND)
                || entry.path().equals(VersionPaths.ROOT)
                || (!entry.isDirectory() && TemporaryName.matches(entry.path()));
    }

    /** What the mirror has in a directory; null when that cannot be told, which was reported already. */
    private @Nullable Set<Path> known(Path directory) {
        try {
            var listing = mirror.list(directory);
            var known = new HashSet<>(listing.withheld());
            for (var entry : listing.entries()) {
                known.add(entry.path());
                if (entry.isDirectory()) {
                    below(entry);
                }
            }
            return known;
        } catch (IOException e) {
            return null;
        }
    }

    private void finish(Entry directory, Entry before) {
        if (getsAttributes.test(directory)) {
            writer.tidy(mirror.original(directory));
        } else {
            writer.close(before);
        }
    }
}
