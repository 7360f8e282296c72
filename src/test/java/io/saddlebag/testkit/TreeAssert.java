package io.saddlebag.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractAssert;

/** What is said of directory trees in tests. */
public final class TreeAssert extends AbstractAssert<TreeAssert, Path> {

    private static final Pattern TEMPORARY = Pattern.compile("\\.saddlebag-[0-9a-f]{16}\\.tmp");

    private TreeAssert(Path root) {
        super(root, TreeAssert.class);
    }

    /** The tree below a directory, and the directory itself. */
    public static TreeAssert assertThatTree(Path root) {
        return new TreeAssert(root);
    }

    /**
     * Nothing is missing, nothing is there besides, and types, contents, link targets, modes, modification times in
     * nanoseconds (of links in microseconds) and, for root, owners and groups are the same. FIFOs, sockets and devices
     * of the source are expected to be absent.
     */
    public TreeAssert hasSameContentAs(Path source) {
        return hasNo(TreeDifferences.ofCopy(snapshot(source), snapshot(actual)), "the same as " + source);
    }

    /** Paths that are names of one file in the one tree are names of one file in the other, and no others are. */
    public TreeAssert hasSameHardLinksAs(Path source) {
        return hasNo(TreeDifferences.ofHardLinks(snapshot(source), snapshot(actual)), "linked like " + source);
    }

    /** Nothing at all was touched: no content, attribute, inode number or status change time is another one. */
    public TreeAssert isUnchangedSince(TreeSnapshot before) {
        return hasNo(TreeDifferences.ofState(before, snapshot(actual)), "untouched");
    }

    /** Every file and link that was there is there, untouched, and every directory; other paths may have come. */
    public TreeAssert stillHasAllFilesOf(TreeSnapshot before) {
        return hasNo(TreeDifferences.ofLosses(before, snapshot(actual)), "without losses");
    }

    /**
     * Every file has the content it had before or has at the source, never a part or a mix, and no path is gone that the
     * source has. Temporary files are not looked at.
     */
    public TreeAssert hasOnlyWholeFiles(TreeSnapshot before, Path source) {
        return hasNo(
                TreeDifferences.ofWholeness(before, snapshot(source), snapshot(actual)), "of old and new files only");
    }

    /** No temporary file of an interrupted delivery is anywhere. */
    public TreeAssert hasNoTemporaryFiles() {
        var differences = new TreeDifferences();
        snapshot(actual).paths().stream()
                .filter(TreeAssert::isTemporary)
                .forEach(path -> differences.add(path, "was left behind"));
        return hasNo(differences, "free of temporary files");
    }

    static boolean isTemporary(Path path) {
        return TEMPORARY.matcher(path.getFileName().toString()).matches();
    }

    private TreeAssert hasNo(TreeDifferences differences, String expectation) {
        isNotNull();
        if (!differences.isEmpty()) {
            throw failure("Expected %s to be %s, but:%s", actual, expectation, differences);
        }
        return this;
    }

    private static TreeSnapshot snapshot(Path root) {
        try {
            return TreeSnapshot.of(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
