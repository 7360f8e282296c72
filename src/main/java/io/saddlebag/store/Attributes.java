package io.saddlebag.store;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import io.saddlebag.tree.Identity;
import io.saddlebag.tree.Stat;
import io.saddlebag.tree.TemporaryName;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Sets owner, times and mode of files, in this order: changing the owner drops setuid, and a file that its owner may not
 * read can no longer be given a time. What the file system refuses is remembered as a limitation, not an error.
 */
final class Attributes {

    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    /** A file that was just made under a name of ours is no link. */
    private static final LinkOption[] OURS = {};

    private static final int OWNER_ALL = 0700;
    private static final int SETGID = 02000;
    private static final int SET_ID = 06000;

    private final Identity self = Identity.current();
    private final Path root;
    private volatile boolean frozen;
    private final Set<String> limitations = new ConcurrentSkipListSet<>();

    /** Something that is tried again after a directory was opened up. */
    interface Operation<T> {
        T run() throws IOException;
    }

    /**
     * Attributes of a tree.
     *
     * @param root where it is found out what the file system can carry, by a file of ours
     */
    Attributes(Path root) {
        this.root = root;
    }

    /** From now on nothing is opened up. */
    void freeze() {
        frozen = true;
    }

    boolean isFrozen() {
        return frozen;
    }

    Set<String> limitations() {
        return new TreeSet<>(limitations);
    }

    /** For a file that was just made with mode 0600 in a directory. */
    void applyToNew(Path file, Entry wanted, Entry parent) throws IOException {
        boolean inheritsGroup = (parent.mode() & SETGID) != 0;
        if (self.isSuperuser() && (wanted.uid() != self.uid() || wanted.gid() != self.gid() || inheritsGroup)) {
            setOwner(file, wanted);
        }
        setModified(file, wanted, OURS);
        setMode(file, wanted);
    }

    /** For a file or directory that is there. */
    void apply(Path path, Entry wanted, Entry present) throws IOException {
        if (self.isSuperuser() && (wanted.uid() != present.uid() || wanted.gid() != present.gid())) {
            setOwner(path, wanted);
        }
        if (wanted.version().modified() != present.version().modified()) {
            if ((present.mode() & 0400) == 0) {
                openForOwner(path, present);
            }
            setModified(path, wanted, LinkOption.NOFOLLOW_LINKS);
        }
        setMode(path, wanted);
    }

    /** Lets an ordinary owner read and write what is there, until its mode is set. */
    void openForOwner(Path path, Entry present) throws IOException {
        if (!self.isSuperuser() && (present.mode() & 0600) != 0600) {
            changeMode(path, present.mode() | OWNER_ALL);
        }
    }

    /** For a symbolic link: Java sets its times in microseconds, and it has no mode. */
    void applyToLink(Path link, Entry wanted) throws IOException {
        if (self.isSuperuser()) {
            setOwner(link, wanted);
        }
        setModified(link, wanted, LinkOption.NOFOLLOW_LINKS);
    }

    private void setOwner(Path path, Entry wanted) throws IOException {
        try {
            changeOwner(path, wanted);
        } catch (FileSystemException e) {
            limit("owners and groups cannot be set there", e, file -> changeOwner(file, wanted));
        }
    }

    private static void changeOwner(Path path, Entry wanted) throws IOException {
        Files.setAttribute(path, "unix:uid", wanted.uid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", wanted.gid(), LinkOption.NOFOLLOW_LINKS);
    }

    private static void setModified(Path path, Entry wanted, LinkOption... links) throws IOException {
        var modified = FileTime.from(settable(wanted.version().modified()), NANOSECONDS);
        // With a time of access given, too, Java need not look for the present one.
        Files.getFileAttributeView(path, BasicFileAttributeView.class, links).setTimes(modified, modified, null);
    }

    /** A time before 1970 with a fraction of a second is set to 1970 by Java 17; its whole second is not. */
    private static long settable(long nanos) {
        return nanos >= 0 ? nanos : Math.floorDiv(nanos, NANOS_PER_SECOND) * NANOS_PER_SECOND;
    }

    private void setMode(Path path, Entry wanted) throws IOException {
        try {
            changeMode(path, safeMode(wanted));
        } catch (FileSystemException e) {
            limit("permissions cannot be set there", e, file -> changeMode(file, safeMode(wanted)));
        }
    }

    /** Without following a link, which takes opening the path; one that its owner may not read is looked at instead. */
    private void changeMode(Path path, int mode) throws IOException {
        try {
            Files.setAttribute(path, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
        } catch (AccessDeniedException e) {
            if (self.isSuperuser() || Stat.of(path, path).type() == FileType.LINK) {
                throw e;
            }
            Files.setAttribute(path, "unix:mode", mode);
        }
    }

    /** Without its owner a setuid file would run as somebody else; so the bits are kept only with the owner. */
    private int safeMode(Entry wanted) {
        boolean sameOwner = self.isSuperuser() || (wanted.uid() == self.uid() && wanted.gid() == self.gid());
        return sameOwner || wanted.isDirectory() ? wanted.mode() : wanted.mode() & ~SET_ID;
    }

    /** What a file system refuses for this path and not for a file of ours is a failure, not a limitation. */
    void limit(String limitation, FileSystemException refusal, Change change) throws IOException {
        var reason = String.valueOf(refusal.getReason());
        boolean doubtful = reason.contains("not permitted")
                || reason.contains("not supported")
                || reason.contains("Invalid argument");
        if (!doubtful || (!limitations.contains(limitation) && isPossible(change))) {
            throw refusal;
        }
        limitations.add(limitation);
    }

    /** Remembers what the file system cannot carry. */
    void limitedBy(String limitation) {
        limitations.add(limitation);
    }

    /** Some change to a file's attributes. */
    interface Change {
        void to(Path file) throws IOException;
    }

    /** Whether a file of ours can be changed like that. */
    boolean isPossible(Change change) throws IOException {
        var file = Files.createFile(TemporaryName.beside(root.resolve("x")), OWNER_ONLY_FILE);
        try {
            change.to(file);
            return true;
        } catch (FileSystemException e) {
            return false;
        } finally {
            Files.delete(file);
        }
    }

    /** Does something to a path that its owner may not read, if need be by giving the owner all rights to it. */
    <T> T openingUp(Path path, Operation<T> operation) throws IOException {
        try {
            return operation.run();
        } catch (AccessDeniedException e) {
            return openUp(path, operation, e);
        }
    }

    /** Gives the owner all rights to a path and tries again; the first refusal stands where that is not possible. */
    <T> T openUp(Path path, Operation<T> operation, AccessDeniedException refusal) throws IOException {
        try {
            var present = Stat.of(path, path);
            if (frozen || present.type() == FileType.LINK || (present.mode() & OWNER_ALL) == OWNER_ALL) {
                throw refusal;
            }
            changeMode(path, present.mode() | OWNER_ALL);
        } catch (IOException e) {
            throw refusal;
        }
        return operation.run();
    }
}
