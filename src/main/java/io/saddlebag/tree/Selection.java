package io.saddlebag.tree;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a tree is carried, besides what the patterns of {@link Filters} say. Each of these excludes by itself: none takes
 * back what another one excludes.
 *
 * @param ignoreFiles whether {@code .saddlebagignore} files exclude what they match
 * @param tags names: of a directory that holds such an entry only these entries are carried
 * @param caches whether {@code CACHEDIR.TAG} is such a name, for files that begin with the signature of the Cache Directory
 *     Tagging Specification (bford.info/cachedir)
 * @param largest how many bytes a file has at most
 * @param oneFileSystem whether directories on another device than the root are carried without what they hold
 */
public record Selection(boolean ignoreFiles, List<String> tags, boolean caches, long largest, boolean oneFileSystem) {

    /** Everything: also what {@code .saddlebagignore} files match. */
    public static final Selection EVERYTHING = new Selection(false, List.of(), false, Long.MAX_VALUE, false);

    /** Everything but what {@code .saddlebagignore} files match. */
    public static final Selection DEFAULT = new Selection(true, List.of(), false, Long.MAX_VALUE, false);

    /** The names by which a directory can say that something in it, or below, is excluded. */
    public Set<Path> tellingNames() {
        var names = new HashSet<Path>();
        tags.forEach(name -> names.add(Path.of(name)));
        if (caches) {
            names.add(RulesReader.CACHE_TAG);
        }
        if (ignoreFiles) {
            names.add(IgnoreFile.NAME);
        }
        return names;
    }

    /** The same for a copy of the tree, wherever its directories are. */
    public Selection acrossFileSystems() {
        return new Selection(ignoreFiles, tags, caches, largest, false);
    }
}
