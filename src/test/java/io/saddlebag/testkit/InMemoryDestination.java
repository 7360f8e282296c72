package io.saddlebag.testkit;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.store.Destination;
import io.saddlebag.store.Space;
import io.saddlebag.store.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A destination in memory that is stricter than a file system: paths are relative and normal, what is replaced or
 * deleted is of the type that was meant, a directory's time moves whenever its entries do, and an upload that nobody
 * closes stays as a temporary file, as after a crash. It can have the coarse times of FAT and little room.
 */
public final class InMemoryDestination extends MemoryTree implements Destination {

    private static final Pattern TEMPORARY = Pattern.compile("\\.saddlebag-[0-9a-f]{16}\\.tmp");

    /** Empty, with fine times and room for everything. */
    public InMemoryDestination() {
        nodes.put(ROOT, node(FileType.DIRECTORY, 0755, null));
    }

    /** With modification times of two seconds, like FAT. */
    public InMemoryDestination withCoarseTimes() {
        granularity = 2_000_000_000L;
        return this;
    }

    /** Like FAT: without owners, modes, hard links and extended attributes, and with modification times of two seconds. */
    public InMemoryDestination likeFat() {
        plain = true;
        return withCoarseTimes();
    }

    /** With room for so many content bytes, temporary files included. May be changed at any time. */
    public synchronized InMemoryDestination withCapacity(long bytes) {
        capacity = bytes;
        return this;
    }

    /** All paths and what they hold, without times: {@code file 644 <size> <hash>}, {@code link -> target}. */
    public synchronized Map<Path, String> contents() {
        return nodes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> shown(e.getValue()), (a, b) -> a, TreeMap::new));
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public synchronized Entry stat(Path path) throws IOException {
        check(path);
        try {
            checkParents(path);
        } catch (NoSuchFileException e) {
            return null;
        }
        var node = nodes.get(path);
        return node == null ? null : entry(path, node);
    }

    @Override
    public synchronized List<Entry> list(Path directory) throws IOException {
        if (!existing(directory).isDirectory()) {
            throw new NotDirectoryException(directory.toString());
        }
        return nodes.entrySet().stream()
                .filter(e -> !e.getKey().equals(ROOT) && parentOf(e.getKey()).equals(directory))
                .map(e -> entry(e.getKey(), e.getValue()))
                .toList();
    }

    @Override
    public synchronized InputStream read(Path file) throws IOException {
        var node = existing(file);
        if (node.type != FileType.FILE) {
            throw new FileSystemException(file.toString(), null, "Is a " + node.type + ", not a file");
        }
        return new ByteArrayInputStream(node.content.toByteArray());
    }

    @Override
    public synchronized Path linkTarget(Path link) throws IOException {
        var node = existing(link);
        if (node.type != FileType.LINK) {
            throw new NotLinkException(link.toString());
        }
        return node.target;
    }

    @Override
    public synchronized Upload write(Path file) throws IOException {
        checkReplaceable(file);
        checkRoom(1);
        return new MemoryUpload(file);
    }

    @Override
    public synchronized void makeDirectory(Path directory) throws IOException {
        check(directory);
        checkParents(directory);
        if (nodes.containsKey(directory)) {
            throw new FileAlreadyExistsException(directory.toString());
        }
        checkRoom(1);
        put(directory, node(FileType.DIRECTORY, 0700, null));
    }

    @Override
    public synchronized Entry link(Entry attributes, Path target) throws IOException {
        var link = attributes.path();
        checkReplaceable(link);
        checkRoom(1);
        var node = node(FileType.LINK, 0777, target);
        put(link, node);
        apply(attributes, node);
        return node.at(link);
    }

    @Override
    public synchronized Entry setAttributes(Entry attributes) throws IOException {
        var node = existing(attributes.path());
        if (node.type != attributes.type()) {
            throw new FileSystemException(attributes.path().toString(), null, "Is a " + node.type);
        }
        apply(attributes, node);
        return entry(attributes.path(), node);
    }

    @Override
    public boolean carriesExtendedAttributes() {
        return !plain;
    }

    @Override
    public synchronized ExtendedAttributes extendedAttributes(Path path) throws IOException {
        return fileOrDirectory(path).extended;
    }

    @Override
    public synchronized void setExtendedAttributes(Path path, ExtendedAttributes wanted) throws IOException {
        var node = fileOrDirectory(path);
        node.extended = plain ? ExtendedAttributes.NONE : wanted;
        node.changed = tick();
    }

    @Override
    public boolean makesHardLinks() {
        return !plain;
    }

    @Override
    public synchronized Entry hardLink(Path existing, Path link) throws IOException {
        var node = existing(existing);
        if (plain || node.type != FileType.FILE) {
            throw new FileSystemException(existing.toString(), null, "Is a " + node.type);
        }
        checkReplaceable(link);
        put(link, node);
        node.changed = tick();
        return entry(link, node);
    }

    @Override
    public synchronized void move(Path from, Path to) throws IOException {
        var node = existing(from);
        checkReplaceable(to);
        if (from.equals(ROOT) || to.startsWith(from)) {
            throw new FileSystemException(from.toString(), to.toString(), "Invalid argument");
        }
        if (node.isDirectory() && nodes.containsKey(to)) {
            throw new NotDirectoryException(to.toString());
        }
        var moved = Map.copyOf(below(from));
        nodes.keySet().removeAll(moved.keySet());
        remove(from);
        put(to, node);
        moved.forEach((path, child) -> nodes.put(to.resolve(from.relativize(path)), child));
    }

    @Override
    public synchronized void delete(Path path, FileType type) throws IOException {
        if (stat(path) == null) {
            return;
        }
        if ((type == FileType.DIRECTORY) != nodes.get(path).isDirectory()) {
            throw new FileSystemException(path.toString(), null, "Is a " + nodes.get(path).type + ", not a " + type);
        }
        if (path.equals(ROOT) || !below(path).isEmpty()) {
            throw new DirectoryNotEmptyException(path.toString());
        }
        remove(path);
    }

    @Override
    public synchronized void removeLeftover(Path temporary) throws IOException {
        check(temporary);
        if (!TEMPORARY.matcher(temporary.getFileName().toString()).matches()) {
            throw new IllegalArgumentException(temporary + " is no temporary file");
        }
        delete(temporary, FileType.FILE);
    }

    @Override
    public void flush() {}

    @Override
    public synchronized Space space() {
        return new Space(Math.max(0, capacity - used()), capacity, false);
    }

    private static String shown(MemoryNode node) {
        var mode = Integer.toOctalString(node.mode);
        return switch (node.type) {
            case FILE -> "file " + mode + " " + node.content.size() + " " + Arrays.hashCode(node.content.toByteArray());
            case LINK -> "link -> " + node.target;
            case DIRECTORY, OTHER -> "directory " + mode;
        };
    }

    private final class MemoryUpload implements Upload, WritableByteChannel {

        private final Path file;
        private final Path temporary;
        private final MemoryNode node = node(FileType.FILE, 0600, null);
        private boolean open = true;

        MemoryUpload(Path file) {
            this.file = file;
            this.temporary = file.resolveSibling(String.format(".saddlebag-%016x.tmp", node.inode));
            put(temporary, node);
        }

        @Override
        public WritableByteChannel channel() {
            return this;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            synchronized (InMemoryDestination.this) {
                checkOpen();
                int count = (int) Math.min(bytes.remaining(), capacity - used());
                checkRoom(bytes.hasRemaining() ? Math.max(1, count) : 0);
                var taken = new byte[count];
                bytes.get(taken);
                node.content.writeBytes(taken);
                return count;
            }
        }

        @Override
        public void restart() throws IOException {
            synchronized (InMemoryDestination.this) {
                checkOpen();
                node.content.reset();
            }
        }

        @Override
        public void attach(ExtendedAttributes wanted) throws IOException {
            synchronized (InMemoryDestination.this) {
                checkOpen();
                node.extended = plain ? ExtendedAttributes.NONE : wanted;
            }
        }

        @Override
        public Entry commit(Entry attributes) throws IOException {
            synchronized (InMemoryDestination.this) {
                checkOpen();
                checkReplaceable(file);
                open = false;
                nodes.remove(temporary);
                put(file, node);
                apply(attributes, node);
                return node.at(file);
            }
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            synchronized (InMemoryDestination.this) {
                if (open) {
                    open = false;
                    remove(temporary);
                }
            }
        }

        private void checkOpen() throws IOException {
            if (!open) {
                throw new ClosedChannelException();
            }
            if (nodes.get(temporary) != node) {
                throw new NoSuchFileException(temporary.toString());
            }
        }
    }
}
