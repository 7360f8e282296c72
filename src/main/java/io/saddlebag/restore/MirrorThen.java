package io.saddlebag.restore;

import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.model.Change;
import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.Finding;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.Identity;
import io.saddlebag.tree.Listing;
import io.saddlebag.tree.SourceException;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.versions.History;
import io.saddlebag.versions.History.Past;
import io.saddlebag.versions.History.Then;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a mirror had at a moment, made of what it has now and of the versions that it keeps. The histories of a few directories are
 * held at a time.
 */
final class MirrorThen implements MirrorState {

    private static final Path ROOT = Path.of("");
    private static final int DIRECTORIES = 64;
    private static final int OWNER_ONLY = 0700;
    private static final String EXPIRED =
            "what it held then is not known any more, as versions have expired; it is restored as far as it is known";

    private final SourceTree mirror;
    private final Destination kept;
    private final Mirrored now;
    private final Instant moment;
    private final PastOriginal.Reading reading;
    private final Map<Path, History> histories = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, History> eldest) {
            return size() > DIRECTORIES;
        }
    };

    /**
     * A mirror at a moment.
     *
     * @param kept the same mirror, with its versions
     * @param now what is as it was then
     */
    MirrorThen(SourceTree mirror, Destination kept, Mirrored now, Instant moment, PastOriginal.Reading reading) {
        this.mirror = mirror;
        this.kept = kept;
        this.now = now;
        this.moment = moment;
        this.reading = reading;
    }

    /**
     * One path as it was.
     *
     * @param entry what it was, with the attributes that it had
     * @param content where the mirror has its content, or the directory, now; null for a directory that is gone
     * @param attributes those that it has no more; null where it has them still
     */
    private record Found(
            Entry entry, @Nullable Entry content, @Nullable Past attributes) {}

    private History history(Path directory) throws IOException {
        synchronized (histories) {
            var known = histories.get(directory);
            if (known != null) {
                return known;
            }
        }
        var read = History.read(kept, directory);
        synchronized (histories) {
            histories.put(directory, read);
        }
        return read;
    }

    @Override
    public Entry root() throws IOException {
        return directory(ROOT, mirror.root()).entry();
    }

    private Found directory(Path path, @Nullable Entry present) throws IOException {
        var live = present != null && present.isDirectory() ? present : null;
        var attributes = history(path).attributesAt(moment);
        var entry = live == null ? gone(path) : live;
        return new Found(attributes == null ? entry : attributes.of(entry), live, attributes);
    }

    /** Its attributes are in its history, if that was not lost. */
    private static Entry gone(Path path) {
        var self = Identity.current();
        return new Entry(path, FileType.DIRECTORY, new FileVersion(0, 0, 0, 0), OWNER_ONLY, self.uid(), self.gid(), 0);
    }

    @Override
    public Listing list(Path directory) throws IOException {
        var history = history(directory);
        var present = mirror.find(directory);
        boolean there = directory.equals(ROOT) || (present != null && present.isDirectory());
        var listing = there ? mirror.list(directory) : nothing();
        var entries = new HashMap<Path, Entry>();
        listing.entries().forEach(entry -> entries.put(entry.path(), entry));
        var paths = new HashSet<>(entries.keySet());
        history.names().forEach(name -> paths.add(directory.resolve(name)));
        var then = new Listing(
                new ArrayList<>(), listing.excluded(), listing.withheld(), listing.findings(), listing.rules());
        for (var path : paths) {
            add(path, entries.get(path), history, then);
        }
        if (moment.isBefore(history.knownSince())) {
            then.findings().add(new Finding(UNREADABLE, directory, EXPIRED));
        }
        return then;
    }

    private Listing nothing() {
        return new Listing(new ArrayList<>(), new HashSet<>(), new HashSet<>(), new ArrayList<>(), mirror.rules());
    }

    private void add(Path path, @Nullable Entry present, History history, Listing then) throws IOException {
        if (history.at(path.getFileName(), moment) instanceof Then.Unknown) {
            then.withheld().add(path);
            then.findings().add(new Finding(UNREADABLE, path, "its version of then has expired"));
            return;
        }
        var found = find(path, present, history);
        if (found != null) {
            then.entries().add(found.entry());
        }
    }

    private @Nullable Found find(Path path, @Nullable Entry present, History history) throws IOException {
        var then = history.at(path.getFileName(), moment);
        if (then instanceof Then.Directory) {
            return directory(path, present);
        }
        if (then instanceof Then.Version version) {
            return found(version.entry(), path, version.attributes());
        }
        if (then instanceof Then.AsNow same && present != null) {
            return present.isDirectory() ? directory(path, present) : found(present, path, same.attributes());
        }
        return null;
    }

    private static Found found(Entry content, Path path, @Nullable Past attributes) {
        var entry = content.at(path);
        return new Found(attributes == null ? entry : attributes.of(entry), content, attributes);
    }

    @Override
    public @Nullable Entry find(Path path) throws IOException {
        for (int depth = 1; depth < path.getNameCount(); depth++) {
            var above = findOne(path.subpath(0, depth));
            if (above == null || !above.entry().isDirectory()) {
                return null;
            }
        }
        requireKnown(path);
        var found = findOne(path);
        return found == null ? null : found.entry();
    }

    private @Nullable Found findOne(Path path) throws IOException {
        return path.equals(ROOT)
                ? directory(ROOT, mirror.root())
                : find(path, mirror.find(path), history(parent(path)));
    }

    private void requireKnown(Path path) throws IOException {
        var history = history(parent(path));
        var then = history.at(path.getFileName(), moment);
        boolean untold = then instanceof Then.AsNow && moment.isBefore(history.knownSince());
        if (untold || then instanceof Then.Unknown) {
            throw new FileSystemException(path.toString(), null, "its version of then has expired");
        }
    }

    private static Path parent(Path path) {
        return path.getParent() == null ? ROOT : path.getParent();
    }

    @Override
    public Original original(Entry entry) {
        return new OriginalThen(entry);
    }

    /** Looked for only when it is needed. */
    private final class OriginalThen implements Original {

        private final Entry entry;

        private OriginalThen(Entry entry) {
            this.entry = entry;
        }

        @Override
        public Entry entry() {
            return entry;
        }

        private Original found() throws IOException {
            var found = findOne(entry.path());
            if (found == null) {
                throw SourceException.changed(entry.path(), "changed while it was restored");
            }
            boolean same = found.attributes() == null
                    && found.content() != null
                    && found.content().path().equals(entry.path());
            return same ? now.of(entry) : new PastOriginal(reading, found.entry(), found.content(), found.attributes());
        }

        @Override
        public ExtendedAttributes extended() throws IOException {
            return found().extended();
        }

        @Override
        public boolean isSameAsPresent() throws IOException {
            return found().isSameAsPresent();
        }

        @Override
        public long deliver(Change change) throws IOException {
            return found().deliver(change);
        }
    }
}
