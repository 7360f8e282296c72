package io.saddlebag.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a sweep is limited to: some directories, or the whole source.
 *
 * @param directories in the order of their paths, none of them covered by another
 */
public record Scope(List<DirtyDirectory> directories) {

    /** The whole source: what a full sweep sweeps. */
    public static final Scope WHOLE = new Scope(List.of(new DirtyDirectory(Path.of(""), true)));

    /** Nothing at all. */
    public static final Scope NOTHING = new Scope(List.of());

    /** Puts the directories in order and drops those that another one covers. */
    public Scope {
        directories = merged(directories);
    }

    /** The scope of these directories, in any order and number. */
    public static Scope of(Collection<DirtyDirectory> directories) {
        return new Scope(List.copyOf(directories));
    }

    private static List<DirtyDirectory> merged(List<DirtyDirectory> directories) {
        var deep = new HashMap<Path, Boolean>();
        directories.forEach(directory -> deep.merge(directory.path(), directory.deep(), Boolean::logicalOr));
        var kept = new ArrayList<DirtyDirectory>();
        new TreeMap<>(deep).forEach((path, isDeep) -> {
            if (!isBelowDeep(path, deep)) {
                kept.add(new DirtyDirectory(path, isDeep));
            }
        });
        return List.copyOf(kept);
    }

    private static boolean isBelowDeep(Path path, Map<Path, Boolean> deep) {
        for (var above = DirtyDirectory.above(path); above != null; above = DirtyDirectory.above(above)) {
            if (deep.getOrDefault(above, false)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is everything. */
    public boolean isWhole() {
        return equals(WHOLE);
    }

    /** Whether there is nothing to sweep. */
    public boolean isEmpty() {
        return directories.isEmpty();
    }

    /** Whether everything that another one means is meant by this one, too. */
    public boolean covers(Scope other) {
        return plus(other).equals(this);
    }

    /** This and another one. */
    public Scope plus(Scope other) {
        var both = new ArrayList<>(directories);
        both.addAll(other.directories);
        return of(both);
    }
}
