package io.saddlebag.tree;

import io.saddlebag.model.Entry;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One path that a {@link SortedWalk} comes by.
 *
 * @param path relative to what is walked
 * @param entry what is there; null where that cannot be told
 * @param known whether everything at and below it is told; if not, nothing is known of what is there
 * @param mountPoint whether a file system is mounted there, that is entered
 */
public record Walked(Path path, @Nullable Entry entry, boolean known, boolean mountPoint) {

    /** Something that can be carried; a directory was listed to its end. */
    static Walked found(Entry entry, boolean mountPoint) {
        return new Walked(entry.path(), entry, true, mountPoint);
    }

    /** A directory that cannot be listed. */
    static Walked unread(Entry directory) {
        return new Walked(directory.path(), directory, false, false);
    }

    /** A path of which nothing is known. */
    public static Walked unknown(Path path) {
        return new Walked(path, null, false, false);
    }

    /** The same in a tree that has this one below a name. */
    public Walked below(Path name) {
        var full = path.toString().isEmpty() ? name : name.resolve(path);
        return new Walked(full, entry == null ? null : entry.at(full), known, mountPoint);
    }
}
