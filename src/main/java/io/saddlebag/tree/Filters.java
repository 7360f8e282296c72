package io.saddlebag.tree;

import io.saddlebag.model.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.errors.InvalidPatternException;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.ignore.internal.PathMatcher;

/**
 * Chooses paths by patterns in gitignore syntax: a pattern without a slash matches a name at any depth, one with a leading
 * or inner slash is anchored at the source, a trailing slash means directories only, {@code **} any number of
 * directories, and a leading {@code !} takes back what an earlier exclusion matched.
 */
public final class Filters {

    /** Chooses everything. */
    public static final Filters ALL = new Filters(List.of(), List.of());

    private final List<FastIgnoreRule> include;
    private final List<FastIgnoreRule> exclude;

    private Filters(List<FastIgnoreRule> include, List<FastIgnoreRule> exclude) {
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
        return new Filters(rules(include), rules(exclude));
    }

    private static List<FastIgnoreRule> rules(List<String> patterns) {
        return patterns.stream().map(Filters::rule).toList();
    }

    private static FastIgnoreRule rule(String pattern) {
        if (!isReadable(pattern) || new FastIgnoreRule(pattern).isEmpty()) {
            throw new ConfigurationException("the pattern \"" + pattern
                    + "\" cannot be read; write it as in a .gitignore file, for example **/*.tmp or cache/");
        }
        return new FastIgnoreRule(pattern);
    }

    /** The rule itself only logs what it cannot read, and then matches nothing. */
    private static boolean isReadable(String pattern) {
        try {
            PathMatcher.createPathMatcher(pattern.startsWith("!") ? pattern.substring(1) : pattern, '/', false);
            return true;
        } catch (InvalidPatternException e) {
            return false;
        }
    }

    /** Whether a path is not to be carried; the answer for a directory holds for everything below it. */
    public boolean excludes(Path path, boolean directory) {
        if (exclude.isEmpty() && include.isEmpty()) {
            return false;
        }
        var text = path.toString();
        for (int i = exclude.size() - 1; i >= 0; i--) {
            var rule = exclude.get(i);
            if (rule.isMatch(text, directory, true)) {
                return rule.getResult() || !isIncluded(text, directory);
            }
        }
        return !isIncluded(text, directory);
    }

    private boolean isIncluded(String path, boolean directory) {
        return directory || include.isEmpty() || include.stream().anyMatch(rule -> rule.isMatch(path, false, false));
    }
}
