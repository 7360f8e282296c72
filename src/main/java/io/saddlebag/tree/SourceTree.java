package io.saddlebag.tree;

import static io.saddlebag.model.Finding.Severity.NOTE;
import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.model.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tree that files come from. It is only ever read: nothing is opened but directories and regular files, and no
 * symbolic link is followed below its root. Safe to use from several threads.
 */
public final class SourceTree implements Closeable {

    /** What file systems have in their roots, for themselves: never carried, never touched. */
    public static final Path LOST_AND_FOUND = Path.of("lost+found");

    private final Path root;
    private final Filters filters;
    private final Set<Path> excludedPaths;
    private final Selection selection;
    private final OpenDirectories directories;
    private final RulesReader reader;
    private final UserAttributes extended = new UserAttributes();

    /**
     * The tree below a directory, of which the filters alone choose.
     *
     * @param root the directory; a symbolic link is followed here
     * @param excludedPaths absolute paths that are never carried, besides what the filters say
     */
    public SourceTree(Path root, Filters filters, Collection<Path> excludedPaths) throws IOException {
        this(root, filters, excludedPaths, Selection.EVERYTHING);
    }

    /** The tree below a directory, of which filters and a selection choose. */
    public SourceTree(Path root, Filters filters, Collection<Path> excludedPaths, Selection selection)
            throws IOException {
        this.root = root.toRealPath();
        this.selection = selection;
        this.filters = filters;
        this.excludedPaths = relativeTo(this.root, excludedPaths);
        this.directories = new OpenDirectories(this.root);
        this.reader = new RulesReader(this, selection);
    }

    private static Set<Path> relativeTo(Path root, Collection<Path> paths) {
        return paths.stream()
                .filter(path -> path.startsWith(root))
                .map(root::relativize)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The directory itself. */
    public Entry root() throws IOException {
        return Stat.following(root, Path.of(""));
    }

    /** Whether the tree's root is where a file system is mounted. */
    public boolean isMountPoint() throws IOException {
        var parent = root.getParent();
        return parent == null || Stat.of(parent, parent).device() != root().device();
    }

    /** Where a path of the tree is. */
    public Path absolute(Path relative) {
        return root.resolve(relative);
    }

    /** The entry at a path, as it is now. */
    public Entry stat(Path relative) throws IOException {
        return Stat.of(absolute(relative), relative);
    }

    /**
     * Makes sure that a directory is the one it was when it was looked at, not one that was mounted, unmounted or put in its
     * place since, so that what was listed belongs to it.
     */
    public void requireSame(Entry directory) throws IOException {
        var now = directory.path().toString().isEmpty() ? root() : stat(directory.path());
        if (!now.isDirectory() || !now.isSameFile(directory)) {
            throw SourceException.changed(directory.path(), "became another directory while it was swept");
        }
    }

    /**
     * The entry at a path, as it is now; null where there is nothing, or where a directory above it is none any more.
     *
     * @throws IOException when that cannot be told
     */
    public @Nullable Entry find(Path relative) throws IOException {
        for (int depth = 1; depth < relative.getNameCount(); depth++) {
            var above = relative.subpath(0, depth);
            var entry = Stat.orNull(absolute(above), above);
            if (entry == null || !entry.isDirectory()) {
                return null;
            }
        }
        return Stat.orNull(absolute(relative), relative);
    }

    /** Opens a file for reading; no directory on the way to it is a link. */
    public SeekableByteChannel open(Path file) throws SourceException {
        try {
            return directories.open(file);
        } catch (IOException e) {
            throw new SourceException(file, e);
        }
    }

    /** Closes the directories that were held open for reading files. */
    @Override
    public void close() throws IOException {
        directories.close();
    }

    /** Opens a file or directory and closes it again; links, and what is not there any more, are left alone. */
    public void requireReadable(Path relative) throws IOException {
        var entry = find(relative);
        if (entry == null) {
            return;
        }
        switch (entry.type()) {
            case DIRECTORY -> list(relative);
            case FILE -> open(relative).close();
            case LINK, OTHER -> {}
        }
    }

    /** Whether a directory of the tree is where a file system is mounted. */
    public boolean isMountPoint(Entry directory) throws IOException {
        var parent = directory.path().getParent();
        if (parent == null) {
            return directory.path().toString().isEmpty() ? isMountPoint() : directory.device() != root().device();
        }
        return directory.device() != stat(parent).device();
    }

    /** Whether the filters keep a path from being carried. */
    public boolean excludes(Path relative, boolean directory) {
        return filters.excludes(relative, directory) || excludedPaths.contains(relative);
    }

    /** Whether a file of this size is not carried. */
    boolean isTooLarge(long size) {
        return size > selection.largest();
    }

    /** Whether what a directory holds is looked at, on whatever file system it is. */
    public boolean enters(Entry directory) {
        return !reader.isForeign(directory);
    }

    /** Whether a path has a name by which a directory can say that something in it is excluded. */
    public boolean isTelling(Path path) {
        return reader.isTelling(path.getFileName());
    }

    /** What is excluded whatever directories hold: the rules that a listing of the root begins with. */
    public Rules rules() {
        return Rules.of(this);
    }

    /**
     * Whether an entry, or a directory above it, is excluded as things are now. The entry need not be there.
     *
     * @throws IOException when that cannot be told
     */
    public boolean excludesAtOrAbove(Entry entry) throws IOException {
        var path = entry.path();
        var rules = rules();
        boolean there = !reader.isMute();
        for (int depth = 0; depth < path.getNameCount(); depth++) {
            var above = depth == 0 ? Path.of("") : path.subpath(0, depth);
            if (depth > 0 && rules.excludes(above, true, 0)) {
                return true;
            }
            var directory = there ? directoryAt(above) : null;
            there = directory != null;
            rules = directory == null ? rules.handedDown() : reader.read(directory, rules);
        }
        return rules.excludes(entry);
    }

    /** The directory at a path, whose parents are directories; null where there is something else, or nothing. */
    public @Nullable Entry directoryAt(Path path) throws IOException {
        var entry = path.toString().isEmpty() ? root() : Stat.orNull(absolute(path), path);
        return entry != null && entry.isDirectory() ? entry : null;
    }

    private Rules rulesAbove(Path path) throws IOException {
        var rules = rules();
        int depths = reader.isMute() || path.toString().isEmpty() ? 0 : path.getNameCount();
        for (int depth = 0; depth < depths; depth++) {
            var above = directoryAt(depth == 0 ? Path.of("") : path.subpath(0, depth));
            if (above == null) {
                return rules.handedDown();
            }
            rules = reader.read(above, rules);
        }
        return rules;
    }

    /**
     * What a directory holds, wherever a walk begins.
     *
     * @throws IOException when it cannot be read to its end, or not what it or a directory above excludes; then nothing is
     *     known of what it holds
     */
    public Listing list(Path directory) throws IOException {
        return list(directory, rulesAbove(directory));
    }

    /**
     * What a directory holds.
     *
     * @param above the rules in the directory above, as its listing has them
     * @throws IOException likewise
     */
    public Listing list(Path directory, Rules above) throws IOException {
        if (reader.isForeign(directory)) {
            return listing(above.only(Set.of()));
        }
        var found = listing(above);
        var telling = new ArrayList<Path>();
        try (var names = Files.newDirectoryStream(absolute(directory))) {
            for (var name : names) {
                var last = name.getFileName();
                look(directory.resolve(last), name, found);
                if (reader.isTelling(last)) {
                    telling.add(last);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        var listing = found.with(reader.read(directory, above, telling, found.findings()));
        listing.entries().removeIf(entry -> !isCarried(entry, listing));
        return listing;
    }

    private static Listing listing(Rules rules) {
        return new Listing(new ArrayList<>(), new HashSet<>(), new HashSet<>(), new ArrayList<>(), rules);
    }

    private void look(Path path, Path absolute, Listing listing) {
        try {
            var entry = Stat.orNull(absolute, path);
            if (entry != null) {
                listing.entries().add(entry);
            }
        } catch (IOException e) {
            listing.withheld().add(path);
            listing.findings().add(new Finding(UNREADABLE, path, "cannot be looked at: " + Reason.of(e)));
        }
    }

    private static boolean isCarried(Entry entry, Listing listing) {
        var path = entry.path();
        if (path.equals(LOST_AND_FOUND) && entry.isDirectory()) {
            listing.withheld().add(path);
            return isLeftOut(path, "is not carried: it belongs to the file system", listing);
        }
        if (listing.rules().excludes(entry)) {
            listing.excluded().add(path);
            return false;
        }
        if (entry.type() == FileType.OTHER) {
            return isLeftOut(path, "skipped: a FIFO, socket or device", listing);
        }
        return !TemporaryName.matches(path)
                || entry.isDirectory()
                || isLeftOut(path, "skipped: it has the name of a temporary file of Saddlebag", listing);
    }

    private static boolean isLeftOut(Path path, String why, Listing listing) {
        listing.findings().add(new Finding(NOTE, path, why));
        return false;
    }

    /** The extended attributes of a file or directory; links have none. */
    public ExtendedAttributes extendedAttributes(Entry entry) throws SourceException {
        if (entry.type() != FileType.FILE && entry.type() != FileType.DIRECTORY) {
            return ExtendedAttributes.NONE;
        }
        try {
            return extended.read(absolute(entry.path()), entry);
        } catch (IOException e) {
            throw new SourceException(entry.path(), e);
        }
    }

    /** The target of a symbolic link. */
    public Path linkTarget(Path link) throws IOException {
        return Files.readSymbolicLink(absolute(link));
    }
}
