package io.saddlebag.tree;

import io.saddlebag.model.ConfigurationException;
import org.eclipse.jgit.errors.InvalidPatternException;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.ignore.internal.PathMatcher;

/** One line of a gitignore file. Its own class, so that JGit is loaded only where there are patterns. */
final class Pattern {

    private final FastIgnoreRule rule;

    Pattern(String text) {
        if (!isReadable(text)) {
            throw unreadable(text);
        }
        this.rule = new FastIgnoreRule(text);
        if (rule.isEmpty()) {
            throw unreadable(text);
        }
    }

    /** JGit's rule itself only logs what it cannot read, and then matches nothing. */
    private static boolean isReadable(String text) {
        try {
            PathMatcher.createPathMatcher(text.startsWith("!") ? text.substring(1) : text, '/', false);
            return true;
        } catch (InvalidPatternException e) {
            return false;
        }
    }

    private static ConfigurationException unreadable(String text) {
        return new ConfigurationException("the pattern \"" + text
                + "\" cannot be read; write it as in a .gitignore file, for example **/*.tmp or cache/");
    }

    boolean isNegated() {
        return !rule.getResult();
    }

    boolean matches(String path, boolean directory) {
        return rule.isMatch(path, directory, true);
    }

    /** Whether it matches a file or a directory above it. */
    boolean matchesAtOrAbove(String file) {
        return rule.isMatch(file, false, false);
    }
}
