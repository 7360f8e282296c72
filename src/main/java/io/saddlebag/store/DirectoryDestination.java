package io.saddlebag.store;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.tree.Stat;
import io.saddlebag.tree.TemporaryName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A directory of this machine, with everything a {@link Destination} can carry. Before each operation the directory that
 * holds the path is made sure to be one, from the root down; what was made sure is remembered by device and inode, so a
 * directory that is swapped for a link meanwhile is noticed.
 */
public final class DirectoryDestination implements Destination {

    private final String name;
    private final Path root;
    private final Attributes attributes;
    private final ExtendedAttributesWriter extended;
    private final HardLinks hardLinks;
    private final boolean syncEachFile;

    /** What the root was when it was first looked at: another disk may be mounted or unmounted there at any time. */
    private final AtomicReference<@Nullable Entry> firstRoot = new AtomicReference<>();

    /** By thread: the workers of a sweep each stay in one directory for a while. */
    private final Map<Thread, Entry> lastParents = new ConcurrentHashMap<>();

    /**
     * The tree below a directory.
     *
     * @param root the directory; it need not exist yet, and a symbolic link to one is followed
     * @param syncEachFile whether each file is on the disk before its commit returns
     */
    public DirectoryDestination(Path root, boolean syncEachFile) {
        this.name = root.toString();
        this.root = real(root);
        this.attributes = new Attributes(this.root);
        this.extended = new ExtendedAttributesWriter(this.root, attributes);
        this.hardLinks = new HardLinks(this.root, attributes, syncEachFile);
        this.syncEachFile = syncEachFile;
    }

    @Override
    public String name() {
        return name;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath();
        }
    }

    @Override
    public @Nullable Entry stat(Path path) throws IOException {
        if (isRoot(path)) {
            return rootEntry();
        }
        try {
            requireParent(path);
            return Stat.orNull(absolute(path), path);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private @Nullable Entry rootEntry() throws IOException {
        try {
            return requireFirstRoot(Stat.following(root, Path.of("")));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private Entry requireFirstRoot(Entry now) throws IOException {
        var first = firstRoot.compareAndExchange(null, now);
        if (first != null && !first.isSameFile(now)) {
            throw new FileSystemException(name, null, "another file system is mounted there than before, or none");
        }
        return now;
    }

    @Override
    public List<Entry> list(Path directory) throws IOException {
        requireDirectory(directory);
        return attributes.openingUp(absolute(directory), () -> entries(directory));
    }

    private List<Entry> entries(Path directory) throws IOException {
        var entries = new ArrayList<Entry>();
        try (var names = Files.newDirectoryStream(absolute(directory))) {
            for (var name : names) {
                var entry = Stat.orNull(name, directory.resolve(name.getFileName()));
                if (entry != null) {
                    entries.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    @Override
    public InputStream read(Path file) throws IOException {
        requireParent(file);
        var absolute = absolute(file);
        return attributes.openingUp(absolute, () -> Files.newInputStream(absolute, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public Path linkTarget(Path link) throws IOException {
        requireParent(link);
        return Files.readSymbolicLink(absolute(link));
    }

    @Override
    public Upload write(Path file) throws IOException {
        var parent = requireParent(file);
        var temporary = TemporaryName.beside(absolute(file));
        return openingParent(file, () -> new DirectoryUpload(file, absolute(file), temporary, parent));
    }

    /** A file on its way. */
    private final class DirectoryUpload extends TemporaryFile {

        private final Path file;
        private final Path absolute;
        private final Entry parent;

        private DirectoryUpload(Path file, Path absolute, Path temporary, Entry parent) throws IOException {
            super(temporary);
            this.file = file;
            this.absolute = absolute;
            this.parent = parent;
        }

        @Override
        public void attach(ExtendedAttributes wanted) throws IOException {
            extended.set(temporary(), wanted);
        }

        @Override
        public Entry commit(Entry wanted) throws IOException {
            finish(syncEachFile);
            attributes.applyToNew(temporary(), wanted, parent);
            requireParent(file);
            place(absolute);
            if (syncEachFile) {
                Sync.directory(absolute.resolveSibling(""));
            }
            return Stat.of(absolute, file);
        }
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        if (!isRoot(directory)) {
            requireParent(directory);
        }
        var absolute = absolute(directory);
        try {
            openingParent(directory, () -> Files.createDirectory(absolute, Attributes.OWNER_ONLY_DIRECTORY));
        } catch (FileAlreadyExistsException e) {
            requireDirectory(directory);
        }
    }

    @Override
    public Entry link(Entry wanted, Path target) throws IOException {
        var path = wanted.path();
        requireParent(path);
        var absolute = absolute(path);
        var temporary = TemporaryName.beside(absolute);
        openingParent(path, () -> Files.createSymbolicLink(temporary, target));
        try {
            attributes.applyToLink(temporary, wanted);
            Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        return Stat.of(absolute, path);
    }

    @Override
    public Entry setAttributes(Entry wanted) throws IOException {
        var path = wanted.path();
        var present = isRoot(path) ? rootEntry() : stat(path);
        var absolute = absolute(path);
        if (present == null) {
            throw new NoSuchFileException(absolute.toString());
        }
        if (present.type() != wanted.type()) {
            throw new FileSystemException(absolute.toString(), null, "it is not what it was when it was compared");
        }
        if (present.type() == FileType.LINK) {
            attributes.applyToLink(absolute, wanted);
        } else {
            attributes.apply(absolute, wanted, present);
        }
        return isRoot(path) ? requireRoot() : Stat.of(absolute, path);
    }

    @Override
    public boolean carriesExtendedAttributes() {
        return extended.areCarried();
    }

    @Override
    public ExtendedAttributes extendedAttributes(Path path) throws IOException {
        return extended.of(requireFileOrDirectory(path));
    }

    @Override
    public void setExtendedAttributes(Path path, ExtendedAttributes wanted) throws IOException {
        extended.set(requireFileOrDirectory(path), wanted);
    }

    private Path requireFileOrDirectory(Path path) throws IOException {
        var entry = isRoot(path) ? requireRoot() : stat(path);
        if (entry == null || (entry.type() != FileType.FILE && !entry.isDirectory())) {
            throw new FileSystemException(name(path), null, "neither a file nor a directory");
        }
        return absolute(path);
    }

    @Override
    public boolean makesHardLinks() throws IOException {
        return hardLinks.arePossible();
    }

    @Override
    public @Nullable Entry hardLink(Path existing, Path link) throws IOException {
        var file = requireFileOrDirectory(existing);
        requireParent(link);
        var absolute = absolute(link);
        var temporary = TemporaryName.beside(absolute);
        if (!openingParent(link, () -> HardLinks.make(temporary, file))) {
            return null;
        }
        hardLinks.place(temporary, absolute);
        return Stat.of(absolute, link);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        requireParent(from);
        requireParent(to);
        Files.move(absolute(from), absolute(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path path, FileType type) throws IOException {
        var present = stat(path);
        if (present == null) {
            return;
        }
        if (isRoot(path) || (present.type() == FileType.DIRECTORY) != (type == FileType.DIRECTORY)) {
            throw new FileSystemException(name(path), null, "it is not what was to be deleted; it stays");
        }
        openingParent(path, () -> Files.deleteIfExists(absolute(path)));
    }

    @Override
    public void removeLeftover(Path temporary) throws IOException {
        if (!TemporaryName.matches(temporary)) {
            throw new IllegalArgumentException(temporary + " is not a temporary name");
        }
        delete(temporary, FileType.FILE);
    }

    @Override
    public void flush() throws IOException {
        Sync.fileSystem(root);
    }

    @Override
    public Space space() throws IOException {
        var store = Files.getFileStore(root);
        return new Space(store.getUsableSpace(), store.getTotalSpace(), store.isReadOnly());
    }

    /** Where a file system does not know it, Java gives the time of the last change instead. */
    @Override
    public long born() throws IOException {
        var times = Files.readAttributes(root, BasicFileAttributes.class);
        return times.creationTime().equals(times.lastModifiedTime())
                ? 0
                : times.creationTime().to(TimeUnit.NANOSECONDS);
    }

    @Override
    public void freeze() {
        attributes.freeze();
    }

    @Override
    public boolean tellsCase() throws IOException {
        return CaseProbe.tellsCase(root, attributes.isFrozen());
    }

    @Override
    public Set<String> limitations() {
        return attributes.limitations();
    }

    private static boolean isRoot(Path path) {
        return path.toString().isEmpty();
    }

    private Path absolute(Path path) {
        return root.resolve(path);
    }

    private String name(Path path) {
        return absolute(path).toString();
    }

    private void requireDirectory(Path directory) throws IOException {
        if (isRoot(directory)) {
            requireRoot();
        } else {
            requireParent(directory);
            requireReal(directory);
        }
    }

    private Entry requireRoot() throws IOException {
        var entry = requireFirstRoot(Stat.following(root, Path.of("")));
        if (!entry.isDirectory()) {
            throw new FileSystemException(root.toString(), null, "not a directory");
        }
        return entry;
    }

    /** Makes sure that what holds a path is a directory below real directories; returns it. */
    private Entry requireParent(Path path) throws IOException {
        var parent = path.getParent();
        if (parent == null) {
            return requireRoot();
        }
        var known = lastParents.get(Thread.currentThread());
        var now = Stat.of(absolute(parent), parent);
        if (known != null && known.path().equals(parent) && now.isDirectory() && known.isSameFile(now)) {
            return now;
        }
        requireRoot();
        for (int depth = 1; depth <= parent.getNameCount(); depth++) {
            now = requireReal(parent.subpath(0, depth));
        }
        lastParents.put(Thread.currentThread(), now);
        return now;
    }

    private Entry requireReal(Path directory) throws IOException {
        var entry = Stat.of(absolute(directory), directory);
        if (!entry.isDirectory()) {
            throw new FileSystemException(
                    name(directory), null, "not a directory; nothing is written or deleted through it");
        }
        return entry;
    }

    /** A directory of ours that its owner may not write to is opened for the moment; the sweep sets its mode again. */
    private <T> T openingParent(Path path, Attributes.Operation<T> operation) throws IOException {
        var parent = absolute(path).getParent();
        try {
            return operation.run();
        } catch (AccessDeniedException e) {
            if (isRoot(path) || parent == null) {
                throw e;
            }
            return attributes.openUp(parent, operation, e);
        }
    }
}
