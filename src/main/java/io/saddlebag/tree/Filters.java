package io.saddlebag.tree;

import io.saddlebag.model.ConfigurationException;
import java.nio.file.Path;
import java.util.List;

/**
 * Chooses paths by patterns in gitignore syntax: a pattern without a slash matches a name at any depth, one with a leading
 * or inner slash is anchored at the source, a trailing slash means directories only, {@code **} any number of
 * directories, and a leading {@code !} takes back what an earlier exclusion matched.
 */
public final class Filters {

    /** Chooses everything. */
    public static final Filters ALL = new Filters(List.of(), List.of());

    private final List<Pattern> include;
    private final List<Pattern> exclude;

    private Filters(List<Pattern> include, List<Pattern> exclude) {
        this.include = include;
        this.exclude = exclude;
    }

    /**
     * Filters of these patterns.
     *
     * @param include files that are carried, with everything below a directory that matches; empty means all. Directories
     *     are carried always
     * @param exclude paths that are not carried, with everything below them; wins over include
     * @throws ConfigurationException when a pattern cannot be read
     */
    public static Filters of(List<String> include, List<String> exclude) {
        return new Filters(patterns(include), patterns(exclude));
    }

    private static List<Pattern> patterns(List<String> texts) {
        // Without patterns JGit is not loaded, which takes as long as a small sweep.
        return texts.isEmpty() ? List.of() : texts.stream().map(Pattern::new).toList();
    }

    /** Whether a path is not to be carried; the answer for a directory holds for everything below it. */
    public boolean excludes(Path path, boolean directory) {
        if (exclude.isEmpty() && include.isEmpty()) {
            return false;
        }
        var text = path.toString();
        for (int i = exclude.size() - 1; i >= 0; i--) {
            var pattern = exclude.get(i);
            if (pattern.matches(text, directory)) {
                return !pattern.isNegated() || !isIncluded(text, directory);
            }
        }
        return !isIncluded(text, directory);
    }

    private boolean isIncluded(String path, boolean directory) {
        return directory || include.isEmpty() || include.stream().anyMatch(pattern -> pattern.matchesAtOrAbove(path));
    }
}
