package io.saddlebag.restore;

import static io.saddlebag.model.Finding.Severity.NOTE;

import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileType;
import io.saddlebag.model.Finding;
import io.saddlebag.store.Destination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of a backup that have several names: the name that is met first is restored, and the others become links to it.
 * A file is remembered until all of its names were met; of those in excess of a limit each name is restored as a file.
 */
final class LinkedFiles {

    private static final int REMEMBERED = 100_000;

    private final Destination target;
    private final Writer writer;
    private final Placing placing;
    private final Walk walk;
    private final boolean wanted;
    private final Overwrite overwrite;
    private final Map<Key, Names> files = new HashMap<>();
    private volatile boolean possible;
    private boolean full;

    LinkedFiles(Destination target, Writer writer, Placing placing, Walk walk, RestoreRequest request) {
        this.target = target;
        this.writer = writer;
        this.placing = placing;
        this.walk = walk;
        this.wanted = request.hardLinks();
        this.overwrite = request.overwrite();
    }

    private record Key(long device, long inode) {}

    /** The names of one file; the monitor is held while one of them is restored. */
    private static final class Names {

        private @Nullable Path first;
        private int left;

        private Names(int count) {
            this.left = count;
        }
    }

    /** Whether an entry is a name of a file that has several, and nothing forbids to link it. */
    private boolean isLinked(Entry entry, @Nullable Entry present) {
        return wanted
                && entry.type() == FileType.FILE
                && entry.links() > 1
                && (present == null || overwrite.setsDirectories())
                && possible;
    }

    /** Finds out whether the target makes hard links, before anything else is written to it. */
    void prepare() throws IOException {
        possible = wanted && (walk.dryRun() || target.makesHardLinks());
    }

    /**
     * Restores a name.
     *
     * @param alone restores it as a file of its own
     * @return whether a link was made
     */
    boolean restore(Original original, @Nullable Entry present, Runnable alone) {
        var entry = original.entry();
        var names = isLinked(entry, present) ? names(entry) : null;
        if (names == null) {
            alone.run();
            return false;
        }
        synchronized (names) {
            var first = names.first;
            names.first = first == null ? entry.path() : first;
            forgetAfterLast(entry, names);
            return restoreOrLink(original, present, first, alone);
        }
    }

    private boolean restoreOrLink(Original original, @Nullable Entry present, @Nullable Path first, Runnable alone) {
        var there = first == null ? null : find(first);
        if (first == null || !canBeLinked(original.entry(), first, there)) {
            alone.run();
            return false;
        }
        if (isSame(present, there)) {
            walk.tally().unchanged(1);
            return false;
        }
        return link(original, present, first, alone);
    }

    /** A directory that stands there is cleared away, if it may be. */
    private boolean link(Original original, @Nullable Entry present, Path first, Runnable alone) {
        if (present == null || !present.isDirectory()) {
            return writer.link(present == null ? Event.CREATE : Event.MODIFY, original, first);
        }
        if (placing.clear(original, present)) {
            return writer.link(Event.CREATE, original, first);
        }
        alone.run();
        return false;
    }

    private synchronized @Nullable Names names(Entry entry) {
        var key = new Key(entry.device(), entry.version().inode());
        var names = files.get(key);
        if (names == null && files.size() < REMEMBERED) {
            names = new Names(entry.links());
            files.put(key, names);
        }
        if (names == null && !full) {
            full = true;
            walk.found(new Finding(
                    NOTE,
                    Path.of(""),
                    "more than " + REMEMBERED + " files have several names; some are restored as copies"));
        }
        return names;
    }

    private synchronized void forgetAfterLast(Entry entry, Names names) {
        if (--names.left == 0) {
            files.remove(new Key(entry.device(), entry.version().inode()));
        }
    }

    /**
     * Whether what the first name is now is the backup's file: what failed there may have left one that only looks like it. A dry
     * run takes it that it will be.
     */
    private boolean canBeLinked(Entry entry, Path first, @Nullable Entry there) {
        return walk.dryRun()
                || (there != null
                        && !writer.mayHaveFailed(first)
                        && there.type() == FileType.FILE
                        && there.version().size() == entry.version().size()
                        && Times.couldBeSame(entry.version(), there.version()));
    }

    private static boolean isSame(@Nullable Entry one, @Nullable Entry other) {
        return one != null && other != null && one.isSameFile(other);
    }

    private @Nullable Entry find(Path path) {
        try {
            return target.stat(path);
        } catch (IOException e) {
            writer.blame(path, e);
            return null;
        }
    }
}
