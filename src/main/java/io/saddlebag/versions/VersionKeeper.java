package io.saddlebag.versions;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.store.Destination;
import io.saddlebag.versions.JournalLine.Attributes;
import io.saddlebag.versions.VersionName.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what a mirror has before a sweep changes it, and keeps what the sweep would replace or delete. A line of the journal
 * comes first, then the version, then the change: a crash in between leaves a line that is void, or a version of what is still
 * there, and the next sweep takes that up.
 */
final class VersionKeeper {

    /** So many directories are remembered; of others more is written down than is needed. */
    private static final int REMEMBERED = 10_000;

    private static final int BLOCK = 1 << 16;
    private static final Logger LOG = LoggerFactory.getLogger(VersionKeeper.class);

    private final Destination mirror;
    private final MirrorVersions versions;
    private final Journal journal;
    private final Recent touched = new Recent(REMEMBERED);
    private final Recent fresh = new Recent(REMEMBERED);

    VersionKeeper(Destination mirror, MirrorVersions versions) {
        this.mirror = mirror;
        this.versions = versions;
        this.journal = new Journal(mirror);
    }

    /** Something in a directory is about to change, and its time with it. */
    void touch(Path directory) throws IOException {
        synchronized (touched) {
            if (touched.has(directory)) {
                return;
            }
            var entry = mirror.stat(directory);
            if (entry != null && entry.isDirectory() && !isNew(directory)) {
                addAttributes(directory, JournalLine.SELF, entry);
            }
            touched.add(directory);
        }
    }

    /** The attributes of a file or link are about to change. */
    void changeAttributes(Path path) throws IOException {
        var entry = mirror.stat(path);
        var directory = VersionPaths.parent(path);
        if (entry != null && !isNew(directory)) {
            addAttributes(directory, path.getFileName(), entry);
        }
    }

    private void addAttributes(Path directory, Path name, Entry entry) throws IOException {
        var attributes = Attributes.of(entry, extended(entry));
        journal.add(directory, JournalLine.attributes(versions.moment(), name, attributes));
    }

    private ExtendedAttributes extended(Entry entry) throws IOException {
        return entry.type() == FileType.LINK ? ExtendedAttributes.NONE : mirror.extendedAttributes(entry.path());
    }

    /** A directory is about to be made. */
    void makeDirectory(Path path) throws IOException {
        if (mirror.stat(path) != null) {
            return;
        }
        var parent = VersionPaths.parent(path);
        touch(parent);
        addAbsent(path);
        if (mirror.stat(VersionPaths.of(path)) == null) {
            fresh.add(path);
        }
    }

    /** A directory is about to be deleted. */
    void deleteDirectory(Path path) throws IOException {
        var parent = VersionPaths.parent(path);
        touch(parent);
        touch(path);
        journal.add(parent, JournalLine.directory(versions.moment(), path.getFileName()));
    }

    /**
     * Something is about to take a path.
     *
     * @return what is kept now; null where nothing is
     */
    @Nullable
    Replaced replace(Path path) throws IOException {
        touch(VersionPaths.parent(path));
        var there = mirror.stat(path);
        if (there == null) {
            addAbsent(path);
            return null;
        }
        var version = isKept(there) ? version(there, Reason.MODIFIED) : null;
        if (version == null || mirror.linkAside(path, version)) {
            return version == null ? null : new Replaced(there, version, false);
        }
        mirror.move(path, version);
        return new Replaced(there, version, true);
    }

    /**
     * A file or link whose place is taken.
     *
     * @param there what it was
     * @param version where it is kept
     * @param moved whether it lost its place by that
     */
    record Replaced(Entry there, Path version, boolean moved) {}

    /** What had to be moved away for a change that failed comes back. */
    void giveBack(@Nullable Replaced replaced) throws IOException {
        if (replaced != null && replaced.moved() && mirror.stat(replaced.there().path()) == null) {
            mirror.move(replaced.version(), replaced.there().path());
        }
    }

    /** What a run that died had delivered already is delivered again: it is no version of itself. */
    void settle(@Nullable Replaced replaced, Entry now) {
        try {
            if (replaced != null && looksLike(replaced.there(), now) && isSame(replaced.version(), now)) {
                mirror.delete(replaced.version(), now.type());
            }
        } catch (IOException e) {
            LOG.debug("{} is kept, as it cannot be compared", replaced, e);
        }
    }

    private static boolean looksLike(Entry before, Entry now) {
        return before.type() == now.type()
                && before.links() == 1
                && before.version().sameSizeAndTime(now.version())
                && before.sameAttributes(now);
    }

    private boolean isSame(Path version, Entry now) throws IOException {
        if (now.type() == FileType.LINK) {
            return mirror.linkTarget(version).equals(mirror.linkTarget(now.path()));
        }
        if (!mirror.extendedAttributes(version).equals(mirror.extendedAttributes(now.path()))) {
            return false;
        }
        try (var one = mirror.read(version);
                var other = mirror.read(now.path())) {
            return hasSameContent(one, other);
        }
    }

    private static boolean hasSameContent(InputStream one, InputStream other) throws IOException {
        while (true) {
            var bytes = one.readNBytes(BLOCK);
            if (!Arrays.equals(bytes, other.readNBytes(BLOCK))) {
                return false;
            }
            if (bytes.length == 0) {
                return true;
            }
        }
    }

    /** Deletes a file or link by moving it away; false where it is none, and nothing was done. */
    boolean delete(Path path) throws IOException {
        var there = mirror.stat(path);
        if (there == null || !isKept(there)) {
            return false;
        }
        touch(VersionPaths.parent(path));
        var version = version(there, Reason.DELETED);
        if (version == null) {
            return false;
        }
        mirror.move(path, version);
        return true;
    }

    private static boolean isKept(Entry entry) {
        return entry.type() == FileType.FILE || entry.type() == FileType.LINK;
    }

    private void addAbsent(Path path) throws IOException {
        var parent = VersionPaths.parent(path);
        if (!isNew(parent)) {
            journal.add(parent, JournalLine.absent(versions.moment(), path.getFileName()));
        }
    }

    /** Whether nobody can ask what was in a directory before this sweep. */
    private boolean isNew(Path directory) throws IOException {
        return versions.isFirst() || fresh.has(directory);
    }

    /** Writes down where a file will be kept; null where it is kept already, because this sweep did not come to replace it. */
    private @Nullable Path version(Entry there, Reason reason) throws IOException {
        var holder = VersionPaths.holder(there.path());
        journal.makeDirectories(holder);
        var name = free(holder, reason);
        boolean linked = there.links() > 1 || there.type() == FileType.LINK;
        var same = linked ? unreplaced(there, holder) : Optional.<VersionName>empty();
        if (same.isPresent() && reason == Reason.MODIFIED && !same.get().time().isBefore(versions.moment())) {
            return null;
        }
        journal.add(
                VersionPaths.parent(there.path()),
                JournalLine.content(versions.moment(), there.path().getFileName(), name));
        if (same.isPresent()) {
            mirror.delete(holder.resolve(same.get().toString()), there.type());
        }
        return holder.resolve(name.toString());
    }

    /** One file can go twice in one sweep: the second version's name is a bit later. */
    private VersionName free(Path holder, Reason reason) throws IOException {
        var time = versions.moment();
        while (isTaken(holder, time)) {
            time = time.plusMillis(1);
        }
        return new VersionName(time, reason);
    }

    private boolean isTaken(Path holder, Instant time) throws IOException {
        for (var reason : Reason.values()) {
            if (mirror.stat(holder.resolve(new VersionName(time, reason).toString())) != null) {
                return true;
            }
        }
        return false;
    }

    /** The version that a sweep made of just this file before it ended without replacing it. */
    private Optional<VersionName> unreplaced(Entry there, Path holder) throws IOException {
        var newest = History.versionsIn(mirror, holder).entrySet().stream()
                .filter(version -> version.getValue().isSameFile(there))
                .map(Map.Entry::getKey)
                .max(Comparator.comparing(VersionName::time));
        return newest.isPresent() && isLastOf(there.path(), newest.get()) ? newest : Optional.empty();
    }

    private boolean isLastOf(Path path, VersionName version) throws IOException {
        var name = path.getFileName();
        JournalLine last = null;
        for (var line : journal.read(VersionPaths.parent(path))) {
            last = line.name().equals(name) ? line : last;
        }
        return last != null && version.equals(last.version());
    }
}
