package io.saddlebag.restore;

import static io.saddlebag.model.Finding.Severity.DAMAGED;
import static io.saddlebag.model.Finding.Severity.FAILED;
import static io.saddlebag.model.Finding.Severity.NOTE;

import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.ManifestEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pass over a manifest that restores the files whose contents are in the archives of one group; the first one makes the directories
 * and links as well. Archives that can be read in one order only are read by the thread that reads the manifest.
 */
final class FilePass implements ManifestWalk.Visitor {

    private final RestoreParts parts;
    private final FileWorkers workers;
    private final int group;
    private boolean hasNames;
    private long stale;

    FilePass(RestoreParts parts, FileWorkers workers, int group) {
        this.parts = parts;
        this.workers = workers;
        this.group = group;
    }

    private boolean isFirst() {
        return group == 0;
    }

    @Override
    public void begin(OpenDirectory root) throws IOException {
        var present = parts.target().stat(root.path());
        root.is(new RestoredDirectory(parts.originals().of(root.entry()), present, false));
    }

    @Override
    public boolean enter(OpenDirectory directory) throws IOException {
        var restored = isFirst() ? first(directory) : again(directory);
        if (restored == null) {
            parts.marks().refused(directory);
            return false;
        }
        directory.is(restored);
        if (isFirst()) {
            holder(directory).restored().opened();
            if (parts.request().delete() && directory.isWanted()) {
                parts.marks().late(directory);
            }
        }
        return true;
    }

    private static OpenDirectory holder(OpenDirectory directory) {
        return Objects.requireNonNull(directory.parent());
    }

    private @Nullable RestoredDirectory first(OpenDirectory directory) {
        stale += directory.entry().stale() ? 1 : 0;
        try {
            var present = holder(directory).present(directory.path(), parts.target());
            var restored = directory.isWanted() ? wanted(directory, present) : above(directory, present);
            if (restored != null && restored.present() == null) {
                parts.marks().made(directory);
            } else if (restored != null && directory.isWanted()) {
                directory.holds(list(directory.path(), restored));
            }
            return restored;
        } catch (IOException e) {
            parts.writer().blame(directory.path(), e);
            return null;
        }
    }

    private @Nullable RestoredDirectory wanted(OpenDirectory directory, @Nullable Entry present) {
        var original = parts.originals().of(directory.entry());
        return parts.placing().directory(holder(directory).restored(), original, present, parts.setsDirectories());
    }

    /** A directory above what was asked for is made if need be, and otherwise stays as it is. */
    private @Nullable RestoredDirectory above(OpenDirectory directory, @Nullable Entry present) {
        var original = parts.originals().of(directory.entry());
        if (present != null && !present.isDirectory()) {
            parts.found(
                    FAILED,
                    directory.path(),
                    "is not a directory at the target; nothing is written through it. Move it away, or restore to"
                            + " another directory");
            return null;
        }
        if (present == null && !parts.writer().write(Event.CREATE, original)) {
            return null;
        }
        return new RestoredDirectory(original, present, false);
    }

    /** What an interrupted restore left there is removed. */
    private Map<Path, Entry> list(Path directory, RestoredDirectory restored) throws IOException {
        var there = new HashMap<Path, Entry>();
        for (var entry : parts.target().list(directory)) {
            if (parts.writer().removeLeftover(entry)) {
                restored.disturb();
            } else {
                there.put(entry.path(), entry);
            }
        }
        return there;
    }

    private @Nullable RestoredDirectory again(OpenDirectory directory) throws IOException {
        if (parts.marks().isRefused(directory)) {
            return null;
        }
        var present = parts.marks().isMade(directory) ? null : parts.target().stat(directory.path());
        return new RestoredDirectory(parts.originals().of(directory.entry()), present, false);
    }

    @Override
    public void meet(OpenDirectory holder, ManifestEntry entry) throws IOException {
        stale += entry.stale() ? 1 : 0;
        switch (entry.type()) {
            case FILE -> meetFile(holder, entry);
            case LINK -> {
                if (isFirst()) {
                    restore(holder, entry, false);
                }
            }
            case DIRECTORY, OTHER -> parts.found(NOTE, entry.path(), "skipped: it is of no type that is restored");
        }
    }

    private void meetFile(OpenDirectory holder, ManifestEntry entry) throws IOException {
        var held = entry.held();
        if (held != null) {
            if (parts.holders().group(held.in()) == group) {
                restore(holder, entry, !parts.holders().isRandomAccess(held.in()));
            } else if (isFirst()) {
                parts.marks().late(holder);
            }
        } else if (isFirst() && entry.hardlink() != null) {
            hasNames = true;
            parts.marks().late(holder);
        } else if (isFirst()) {
            parts.found(DAMAGED, entry.path(), "the manifest does not say where its content is");
        }
    }

    private void restore(OpenDirectory holder, ManifestEntry entry, boolean inOrder) throws IOException {
        Entry present;
        try {
            present = holder.present(entry.path(), parts.target());
        } catch (IOException e) {
            parts.writer().blame(entry.path(), e);
            return;
        }
        holder.restored().opened();
        Runnable task = () -> {
            if (!parts.walk().halt().isDue()) {
                parts.placing().place(holder.restored(), parts.originals().of(entry), present);
                close(holder);
            }
        };
        if (inOrder) {
            task.run();
        } else {
            workers.add(holder, task);
        }
    }

    @Override
    public void leave(OpenDirectory directory) {
        if (isFirst()) {
            close(directory);
        }
    }

    /** After the last of what is in it a directory gets its attributes, and then the one above may. */
    private void close(OpenDirectory directory) {
        var at = directory;
        for (var parent = at.parent();
                isFirst() && parent != null && at.restored().closed();
                parent = at.parent()) {
            if (!at.isLate() && !parts.walk().halt().isDue()) {
                finish(at);
            }
            at = parent;
        }
    }

    private void finish(OpenDirectory directory) {
        var present = directory.restored().present();
        if (directory.isWanted() || present == null) {
            parts.placing().finish(directory.restored());
        } else {
            parts.writer().close(present);
        }
    }

    /** Whether there are further names of files. */
    boolean hasNames() {
        return hasNames;
    }

    /** How many entries are older than the snapshot. */
    long stale() {
        return stale;
    }
}
