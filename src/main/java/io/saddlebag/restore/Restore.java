package io.saddlebag.restore;

import static io.saddlebag.model.Finding.Severity.FAILED;
import static io.saddlebag.model.Finding.Severity.NOTE;
import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileType;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.TemporaryName;
import io.saddlebag.versions.VersionPaths;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a mirror has to a directory. Nothing is written outside of it: a link that stands where a directory is to be
 * is replaced or refused, never followed. What fails does not stop the rest; what is right already is not written again,
 * so an interrupted restore is simply repeated. Deletions come last.
 */
public final class Restore {

    private static final Path ROOT = Path.of("");
    private final MirrorState mirror;
    private final Destination target;
    private final RestoreRequest request;
    private final boolean rootGetsAttributes;
    private final Walk walk;
    private final Writer writer;
    private final Placing placing;
    private final Removal removal;
    private final LinkedFiles linked;
    private final Map<Path, Entry> madeParents = new HashMap<>();
    private final List<Entry> parents = new ArrayList<>();

    /**
     * A restore.
     *
     * @param rootGetsAttributes whether a target that is there gets the mode, owner and time of the mirror's root
     * @param exclusion what is never deleted
     */
    public Restore(
            SourceTree mirror,
            Destination target,
            RestoreRequest request,
            boolean rootGetsAttributes,
            Exclusion exclusion,
            Walk walk) {
        this(
                new MirrorNow(mirror, new Mirrored(mirror, target, walk.stop()::isOverdue)),
                target,
                request,
                rootGetsAttributes,
                exclusion,
                walk);
    }

    /**
     * A restore of what a mirror had at a moment.
     *
     * @param kept the same mirror, with its versions; it is only read
     */
    public static Restore at(
            Instant moment,
            SourceTree mirror,
            Destination kept,
            Destination target,
            RestoreRequest request,
            boolean rootGetsAttributes,
            Exclusion exclusion,
            Walk walk) {
        var reading = new PastOriginal.Reading(mirror, target, walk.stop()::isOverdue);
        var now = new Mirrored(mirror, target, walk.stop()::isOverdue);
        var then = new MirrorThen(mirror, kept, now, moment, reading);
        return new Restore(then, target, request, rootGetsAttributes, exclusion, walk);
    }

    private Restore(
            MirrorState mirror,
            Destination target,
            RestoreRequest request,
            boolean rootGetsAttributes,
            Exclusion exclusion,
            Walk walk) {
        this.mirror = mirror;
        this.target = target;
        this.request = request;
        this.rootGetsAttributes = rootGetsAttributes;
        this.walk = walk;
        this.writer = new Writer(target, exclusion, walk);
        this.placing = new Placing(target, request, writer, walk);
        this.linked = new LinkedFiles(target, writer, placing, walk, request);
        this.removal = new Removal(mirror, target, writer, walk, this::getsAttributes);
    }

    /**
     * Restores what was asked for; what was done and found is in the walk's tally.
     *
     * @throws SaddlebagException when the target cannot be written, or the walk was ended early
     */
    public void run() {
        try {
            var selected = request.paths().isEmpty() ? List.of(whole()) : select();
            linked.prepare();
            walk.workers().run();
            finishParents();
            walk.halt().rethrow();
            if (request.delete()) {
                selected.stream().filter(Entry::isDirectory).forEach(removal::below);
                walk.workers().run();
                walk.halt().rethrow();
            }
            if (!walk.dryRun()) {
                target.flush();
            }
        } catch (IOException e) {
            throw new SaddlebagException(target.name() + " cannot be written: " + Reason.of(e));
        } finally {
            walk.tally().flush();
        }
    }

    private Entry whole() throws IOException {
        var root = mirror.root();
        var present = target.stat(ROOT);
        if (present == null) {
            makeRoot(root);
        }
        submit(new RestoredDirectory(mirror.original(root), present, present == null || rootGetsAttributes));
        return root;
    }

    /** With the mirror's mode and owner at once: a restore that is repeated leaves those of a target that is there. */
    private void makeRoot(Entry root) throws IOException {
        if (!walk.dryRun()) {
            target.makeDirectory(ROOT);
            target.setAttributes(root);
        }
    }

    /** Submits what was asked for by path; returns what the mirror has of it. */
    private List<Entry> select() throws IOException {
        var present = target.stat(ROOT);
        if (present == null) {
            make(mirror.root());
        } else {
            parents.add(present);
        }
        var selected = new ArrayList<Entry>();
        for (var path : request.paths()) {
            var entry = find(path);
            if (entry != null && makeParents(path) && meetSelected(entry)) {
                selected.add(entry);
            }
        }
        return selected;
    }

    private @Nullable Entry find(Path path) {
        try {
            boolean own = path.startsWith(SourceTree.LOST_AND_FOUND) || VersionPaths.isReserved(path);
            var entry = own ? null : mirror.find(path);
            if (entry == null || (TemporaryName.matches(path) && !entry.isDirectory())) {
                found(FAILED, path, "is not in the backup");
                return null;
            }
            if (entry.type() == FileType.OTHER) {
                found(NOTE, path, "skipped: a FIFO, socket or device");
                return null;
            }
            return entry;
        } catch (IOException e) {
            found(UNREADABLE, path, Reason.of(e));
            return null;
        }
    }

    /** Makes the directories that hold a path as they are in the mirror; those that are there stay as they are. */
    private boolean makeParents(Path path) {
        for (int depth = 1; depth < path.getNameCount(); depth++) {
            var above = path.subpath(0, depth);
            try {
                var present = madeParents.containsKey(above) ? madeParents.get(above) : target.stat(above);
                if (present == null && !make(stat(above))) {
                    return false;
                }
                if (present != null && !present.isDirectory()) {
                    found(FAILED, path, above + " is not a directory at the target; nothing is written through it");
                    return false;
                }
                if (present != null && !madeParents.containsKey(above)) {
                    parents.add(present);
                }
            } catch (IOException e) {
                writer.blame(path, e);
                return false;
            }
        }
        return true;
    }

    private Entry stat(Path path) throws IOException {
        var entry = mirror.find(path);
        if (entry == null) {
            throw new NoSuchFileException(path.toString());
        }
        return entry;
    }

    private boolean make(Entry directory) throws IOException {
        if (directory.path().equals(ROOT)) {
            makeRoot(directory);
        } else if (!writer.write(Event.CREATE, mirror.original(directory))) {
            return false;
        }
        madeParents.put(directory.path(), directory);
        parents.add(directory);
        return true;
    }

    /** Deepest first, as they were met from above. */
    private void finishParents() {
        for (int i = parents.size() - 1; i >= 0; i--) {
            var directory = parents.get(i);
            if (madeParents.containsKey(directory.path())) {
                writer.tidy(mirror.original(directory));
            } else {
                writer.close(directory);
            }
        }
    }

    private boolean meetSelected(Entry entry) {
        try {
            var holder = new RestoredDirectory(mirror.original(entry), null, false);
            holder.opened();
            meet(holder, entry, target.stat(entry.path()));
            return true;
        } catch (IOException e) {
            writer.blame(entry.path(), e);
            return false;
        }
    }

    private void submit(RestoredDirectory directory) {
        walk.workers().directory(() -> visit(directory));
    }

    private void visit(RestoredDirectory directory) {
        if (walk.halt().isDue()) {
            return;
        }
        var path = directory.original().path();
        try {
            var listing = mirror.list(path);
            listing.findings().forEach(walk::found);
            var there = present(directory);
            if (there == null) {
                return;
            }
            listing.entries().forEach(entry -> meet(directory, entry, there.remove(entry.path())));
            there.values().stream().filter(writer::removeLeftover).forEach(entry -> directory.disturb());
        } catch (IOException e) {
            found(UNREADABLE, path, Reason.of(e));
        }
        close(directory);
    }

    private @Nullable Map<Path, Entry> present(RestoredDirectory directory) {
        var there = new HashMap<Path, Entry>();
        var path = directory.original().path();
        try {
            if (directory.present() != null) {
                target.list(path).forEach(entry -> there.put(entry.path(), entry));
            }
            return there;
        } catch (IOException e) {
            writer.blame(path, e);
            return null;
        }
    }

    private void meet(RestoredDirectory holder, Entry entry, @Nullable Entry present) {
        if (entry.isDirectory()) {
            meetDirectory(holder, entry, present);
        } else {
            holder.opened();
            walk.workers().file(() -> {
                if (!walk.halt().isDue()) {
                    restoreOrLink(holder, entry, present);
                    close(holder);
                }
            });
        }
    }

    private void meetDirectory(RestoredDirectory holder, Entry entry, @Nullable Entry present) {
        var directory = placing.directory(holder, mirror.original(entry), present, getsAttributes(entry));
        if (directory != null) {
            submit(directory);
        }
    }

    private boolean getsAttributes(Entry directory) {
        return request.overwrite().setsDirectories() && (!directory.path().equals(ROOT) || rootGetsAttributes);
    }

    private void restoreOrLink(RestoredDirectory holder, Entry entry, @Nullable Entry present) {
        var original = mirror.original(entry);
        if (linked.restore(original, present, () -> placing.place(holder, original, present))) {
            holder.disturb();
        }
    }

    private void close(RestoredDirectory directory) {
        if (directory.closed() && !walk.halt().isDue()) {
            placing.finish(directory);
        }
    }

    private void found(Severity severity, Path path, String message) {
        walk.found(new Finding(severity, path, message));
    }
}
