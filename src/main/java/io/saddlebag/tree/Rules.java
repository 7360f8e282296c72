package io.saddlebag.tree;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is excluded in one directory of a tree: by the tree's settings, and by what the directory and those above it hold.
 * A directory's rules are made of those of the directory above, so a walk that hands them down keeps no more than the rules
 * on its way. Immutable.
 */
public final class Rules {

    private final SourceTree tree;
    private final @Nullable IgnoreFile ignored;
    private final @Nullable Set<Path> only;

    private Rules(SourceTree tree, @Nullable IgnoreFile ignored, @Nullable Set<Path> only) {
        this.tree = tree;
        this.ignored = ignored;
        this.only = only;
    }

    /** Those that hold in all of a tree. */
    static Rules of(SourceTree tree) {
        return new Rules(tree, null, null);
    }

    /** Those of a directory in this one, of which only some entries are carried. */
    Rules only(Set<Path> names) {
        return new Rules(tree, ignored, names);
    }

    /** Those of a directory in this one that says nothing of itself. */
    public Rules handedDown() {
        return only == null ? this : new Rules(tree, ignored, null);
    }

    /** Those of a directory in this one that holds an ignore file. */
    Rules with(Path directory, IgnoreFile.Lines lines) {
        return new Rules(tree, new IgnoreFile(directory, lines.patterns(), ignored), null);
    }

    /** Whether an entry of the directory is not carried; the answer for a directory holds for everything below it. */
    public boolean excludes(Entry entry) {
        long size = entry.type() == FileType.FILE ? entry.version().size() : 0;
        return excludes(entry.path(), entry.isDirectory(), size);
    }

    boolean excludes(Path path, boolean directory, long size) {
        return tree.excludes(path, directory)
                || tree.isTooLarge(size)
                || (only != null && !only.contains(path.getFileName()))
                || (ignored != null && ignored.excludes(path, directory));
    }
}
