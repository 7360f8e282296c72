package io.saddlebag.tree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens files below a directory without following a symbolic link anywhere below it, also when a directory is swapped for a
 * link at the wrong moment: directory by directory, each relative to the one before (openat(2) with O_NOFOLLOW). The last
 * directory of each thread stays open, as long as its path still leads to it.
 */
final class OpenDirectories implements Closeable {

    private final Path root;
    private final Map<Thread, Opened> last = new ConcurrentHashMap<>();

    OpenDirectories(Path root) {
        this.root = root;
    }

    /** A directory that was reached without following a link. */
    private record Opened(Path path, SecureDirectoryStream<Path> stream, Object key) {

        boolean leadsTo(Path absolute) throws IOException {
            return key.equals(keyOf(Files.readAttributes(absolute, BasicFileAttributes.class, NOFOLLOW_LINKS)));
        }
    }

    /** Opens a file for reading. */
    SeekableByteChannel open(Path file) throws IOException {
        var parent = file.getParent() == null ? Path.of("") : file.getParent();
        return directory(parent).stream().newByteChannel(file.getFileName(), Set.of(READ, NOFOLLOW_LINKS));
    }

    private Opened directory(Path path) throws IOException {
        var thread = Thread.currentThread();
        var known = last.get(thread);
        if (known != null && known.path().equals(path) && known.leadsTo(root.resolve(path))) {
            return known;
        }
        var opened = reach(path);
        last.put(thread, opened);
        if (known != null) {
            known.stream().close();
        }
        return opened;
    }

    private Opened reach(Path path) throws IOException {
        var stream = secure(root);
        if (!path.toString().isEmpty()) {
            for (var name : path) {
                try (var above = stream) {
                    stream = above.newDirectoryStream(name, NOFOLLOW_LINKS);
                }
            }
        }
        var attributes =
                stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
        return new Opened(path, stream, keyOf(attributes));
    }

    @SuppressWarnings("StreamResourceLeak") // it is handed on
    private static SecureDirectoryStream<Path> secure(Path root) throws IOException {
        var stream = Files.newDirectoryStream(root);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new FileSystemException(root.toString(), null, "this system cannot open files relative to a directory");
    }

    private static Object keyOf(BasicFileAttributes attributes) {
        return Objects.requireNonNull(attributes.fileKey(), "a Unix file system has file keys");
    }

    @Override
    public void close() throws IOException {
        for (var opened : last.values()) {
            opened.stream().close();
        }
        last.clear();
    }
}
