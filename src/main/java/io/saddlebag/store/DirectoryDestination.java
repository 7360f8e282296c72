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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A directory of this machine, with everything a {@link Destination} can carry. Before each operation the directory that
 * holds the path is made sure to be one: see {@link RealDirectories}.
 */
public final class DirectoryDestination implements Destination {

    private final String name;
    private final Path root;
    private final RealDirectories directories;
    private final Attributes attributes;
    private final ExtendedAttributesWriter extended;
    private final HardLinks hardLinks;
    private final Lines lines;
    private final boolean syncEachFile;

    /**
     * The tree below a directory.
     *
     * @param root the directory; it need not exist yet, and a symbolic link to one is followed
     * @param syncEachFile whether each file is on the disk before its commit returns
     */
    public DirectoryDestination(Path root, boolean syncEachFile) {
        this.name = root.toString();
        this.directories = new RealDirectories(root);
        this.root = directories.root();
        this.attributes = new Attributes(this.root);
        this.extended = new ExtendedAttributesWriter(this.root, attributes);
        this.hardLinks = new HardLinks(this.root, attributes, syncEachFile);
        this.lines = new Lines(syncEachFile);
        this.syncEachFile = syncEachFile;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable Entry stat(Path path) throws IOException {
        if (RealDirectories.isRoot(path)) {
            return directories.rootEntry();
        }
        try {
            directories.requireParent(path);
            return Stat.orNull(directories.absolute(path), path);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public List<Entry> list(Path directory) throws IOException {
        directories.requireDirectory(directory);
        return attributes.openingUp(directories.absolute(directory), () -> entries(directory));
    }

    private List<Entry> entries(Path directory) throws IOException {
        var entries = new ArrayList<Entry>();
        try (var names = Files.newDirectoryStream(directories.absolute(directory))) {
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
        directories.requireParent(file);
        var absolute = directories.absolute(file);
        return attributes.openingUp(absolute, () -> Files.newInputStream(absolute, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public Path linkTarget(Path link) throws IOException {
        directories.requireParent(link);
        return Files.readSymbolicLink(directories.absolute(link));
    }

    @Override
    public Upload write(Path file) throws IOException {
        var parent = directories.requireParent(file);
        var temporary = TemporaryName.beside(directories.absolute(file));
        return openingParent(file, () -> new DirectoryUpload(file, directories.absolute(file), temporary, parent));
    }

    /** A file on its way. */
    private final class DirectoryUpload extends TemporaryFile {

        private final Path file;
        private final Path absolute;
        private final Entry parent;
        private ExtendedAttributes attached = ExtendedAttributes.NONE;

        private DirectoryUpload(Path file, Path absolute, Path temporary, Entry parent) throws IOException {
            super(temporary);
            this.file = file;
            this.absolute = absolute;
            this.parent = parent;
        }

        @Override
        public void attach(ExtendedAttributes wanted) throws IOException {
            extended.set(temporary(), wanted);
            attached = wanted;
        }

        @Override
        public Entry commit(Entry wanted) throws IOException {
            finish(syncEachFile);
            attributes.applyToNew(temporary(), wanted, parent);
            extended.setCapabilities(temporary(), attached);
            directories.requireParent(file);
            place(absolute);
            if (syncEachFile) {
                Sync.directory(absolute.resolveSibling(""));
            }
            return Stat.of(absolute, file);
        }
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        if (!RealDirectories.isRoot(directory)) {
            directories.requireParent(directory);
        }
        var absolute = directories.absolute(directory);
        try {
            openingParent(directory, () -> Files.createDirectory(absolute, Attributes.OWNER_ONLY_DIRECTORY));
        } catch (FileAlreadyExistsException e) {
            directories.requireDirectory(directory);
        }
    }

    @Override
    public Entry link(Entry wanted, Path target) throws IOException {
        var path = wanted.path();
        directories.requireParent(path);
        var absolute = directories.absolute(path);
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
        var present = RealDirectories.isRoot(path) ? directories.rootEntry() : stat(path);
        var absolute = directories.absolute(path);
        if (present == null) {
            throw new NoSuchFileException(absolute.toString());
        }
        if (present.type() != wanted.type()) {
            throw new FileSystemException(absolute.toString(), null, "it is not what it was when it was compared");
        }
        if (present.type() == FileType.LINK) {
            attributes.applyToLink(absolute, wanted);
        } else {
            var before = extended.ofProgram(absolute, wanted);
            attributes.apply(absolute, wanted, present);
            extended.setCapabilities(absolute, before);
        }
        return RealDirectories.isRoot(path) ? directories.requireRoot() : Stat.of(absolute, path);
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
        var entry = RealDirectories.isRoot(path) ? directories.requireRoot() : stat(path);
        if (entry == null || (entry.type() != FileType.FILE && !entry.isDirectory())) {
            throw new FileSystemException(directories.name(path), null, "neither a file nor a directory");
        }
        return directories.absolute(path);
    }

    @Override
    public boolean makesHardLinks() throws IOException {
        return hardLinks.arePossible();
    }

    @Override
    public @Nullable Entry hardLink(Path existing, Path link) throws IOException {
        var file = requireFileOrDirectory(existing);
        directories.requireParent(link);
        var absolute = directories.absolute(link);
        var temporary = TemporaryName.beside(absolute);
        if (!openingParent(link, () -> HardLinks.make(temporary, file))) {
            return null;
        }
        hardLinks.place(temporary, absolute);
        return Stat.of(absolute, link);
    }

    @Override
    public boolean linkAside(Path existing, Path link) throws IOException {
        directories.requireParent(existing);
        directories.requireParent(link);
        return HardLinks.makeIfPossible(directories.absolute(link), directories.absolute(existing));
    }

    @Override
    public void appendLine(Path file, byte[] line) throws IOException {
        directories.requireParent(file);
        lines.append(directories.absolute(file), line);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        directories.requireParent(from);
        directories.requireParent(to);
        openingParent(
                from,
                () -> Files.move(directories.absolute(from), directories.absolute(to), StandardCopyOption.ATOMIC_MOVE));
    }

    @Override
    public void delete(Path path, FileType type) throws IOException {
        var present = stat(path);
        if (present == null) {
            return;
        }
        if (RealDirectories.isRoot(path) || (present.type() == FileType.DIRECTORY) != (type == FileType.DIRECTORY)) {
            throw new FileSystemException(directories.name(path), null, "it is not what was to be deleted; it stays");
        }
        openingParent(path, () -> Files.deleteIfExists(directories.absolute(path)));
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

    /** A directory of ours that its owner may not write to is opened for the moment; the sweep sets its mode again. */
    private <T> T openingParent(Path path, Attributes.Operation<T> operation) throws IOException {
        var parent = directories.absolute(path).getParent();
        try {
            return operation.run();
        } catch (AccessDeniedException e) {
            if (RealDirectories.isRoot(path) || parent == null) {
                throw e;
            }
            return attributes.openUp(parent, operation, e);
        }
    }
}
