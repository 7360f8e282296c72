package io.saddlebag.snapshot;

import static io.saddlebag.model.Finding.Severity.NOTE;
import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.archive.ArchiveWriter;
import io.saddlebag.archive.FileContent;
import io.saddlebag.archive.Ledger;
import io.saddlebag.archive.ManifestWriter;
import io.saddlebag.model.Change;
import io.saddlebag.model.Change.Part;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.Finding;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.tree.SourceException;
import io.saddlebag.tree.Tally;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that is being taken: its archive, which is begun with the first content for it, and its manifest. Nothing of it
 * exists before the archive is finished and the manifest is in the store.
 */
final class Draft implements Ledger, Closeable {

    private static final Pending PASSED = new Pending(null, null, null);

    private final SnapshotId id;
    private final Archiving archiving;
    private final ManifestWriter manifest;
    private final StaleEntries staleEntries;
    private final Tally tally;
    private final LongPredicate fresh;
    private final Queue<Pending> pending = new ArrayDeque<>();
    private @Nullable ArchiveWriter archive;
    private final DraftTotals totals;
    private long changes;
    private boolean takenAgain;

    /**
     * A draft of which nothing is in the store.
     *
     * @param fresh whether a file with this time of last change may have changed once more, unseen, after it was read
     */
    Draft(
            SnapshotId id,
            Archiving archiving,
            ManifestWriter manifest,
            StaleEntries staleEntries,
            Tally tally,
            LongPredicate fresh) {
        this.id = id;
        this.archiving = archiving;
        this.manifest = manifest;
        this.staleEntries = staleEntries;
        this.tally = tally;
        this.fresh = fresh;
        this.totals = new DraftTotals(id);
    }

    /** Begins an archive. */
    @FunctionalInterface
    interface Archiving {
        ArchiveWriter begin(SnapshotId id, Ledger ledger) throws IOException;
    }

    /** What is to be told of an entry once the archive has it. */
    private record Pending(
            @Nullable Entry found,
            @Nullable Event event,
            @Nullable ManifestEntry latest) {}

    /** An entry as it is, with its content elsewhere. */
    void pass(ManifestEntry entry) throws IOException {
        if (archive == null) {
            stored(entry, PASSED);
        } else {
            pending.add(PASSED);
            archive.pass(entry);
        }
    }

    /** An entry that changed, with its content elsewhere. */
    void pass(ManifestEntry entry, Entry found, Event event) throws IOException {
        var told = new Pending(found, event, null);
        if (archive == null) {
            stored(entry, told);
        } else {
            pending.add(told);
            archive.pass(entry);
        }
    }

    /** A directory, a link, or a further name of a file that was added. */
    void add(ManifestEntry entry, Entry found, @Nullable Event event, @Nullable ManifestEntry latest)
            throws IOException {
        var writer = begun();
        pending.add(new Pending(found, event, latest));
        writer.add(entry);
    }

    /** A file with its content. */
    void add(
            ManifestEntry entry,
            FileContent content,
            Entry found,
            @Nullable Event event,
            @Nullable ManifestEntry latest)
            throws IOException {
        var writer = begun();
        pending.add(new Pending(found, event, latest));
        writer.add(entry, content);
    }

    /** Something is not there any more. */
    void gone(Entry entry) {
        changes++;
        tally.done(new Change(Event.DELETE, entry, Part.WHOLE), 0);
    }

    /** An entry that cannot be looked at. */
    void stale(ManifestEntry latest, boolean together) throws IOException {
        pass(staleEntries.of(latest, together));
    }

    private ArchiveWriter begun() throws IOException {
        if (archive == null) {
            archive = archiving.begin(id, this);
        }
        return archive;
    }

    @Override
    public void stored(ManifestEntry entry, boolean whole) throws IOException {
        var told = pending.remove();
        if (!whole) {
            takenAgain = true;
            tally.found(new Finding(
                    NOTE, entry.path(), "grew while it was read; its first part is stored, it is taken again"));
        }
        stored(entry, told);
    }

    private void stored(ManifestEntry entry, Pending told) throws IOException {
        manifest.add(provable(entry));
        totals.add(entry);
        if (told.found() == null || told.event() == null) {
            tally.unchanged(1);
        } else {
            changes++;
            var bytes = entry.held() != null && entry.held().in().equals(id) ? entry.size() : 0;
            tally.done(new Change(told.event(), told.found(), Part.WHOLE), bytes);
        }
    }

    /** Without the time of last change the next run looks into the file. */
    private ManifestEntry provable(ManifestEntry entry) {
        var version = entry.version();
        if (entry.held() == null || entry.stale() || !fresh.test(version.changed())) {
            return entry;
        }
        takenAgain = true;
        return entry.withVersion(new FileVersion(version.size(), version.modified(), version.inode(), 0));
    }

    @Override
    public void unread(ManifestEntry entry, SourceException reason) throws IOException {
        var latest = pending.remove().latest();
        tell(entry.path(), latest, reason);
        if (latest != null) {
            var stale = staleEntries.of(latest, false);
            manifest.add(stale);
            totals.add(stale);
        }
    }

    /** What cannot be read stays as the last snapshot has it. */
    void passUnread(Path path, @Nullable ManifestEntry latest, SourceException reason) throws IOException {
        tell(path, latest, reason);
        if (latest != null) {
            pass(staleEntries.of(latest, false));
        }
    }

    /** Whether the next run is to look at something again, though it may look the same then. */
    boolean isToBeTakenAgain() {
        return takenAgain;
    }

    private void tell(Path path, @Nullable ManifestEntry latest, SourceException reason) {
        takenAgain = true;
        var message = reason.isGone() ? "vanished before it was read" : reason.reason();
        var rest = latest == null ? "" : "; the snapshot keeps what the last one has";
        tally.found(new Finding(reason.isGone() ? NOTE : UNREADABLE, path, message + rest));
    }

    /** Whether anything is another than in the last snapshot. */
    boolean hasChanges() {
        return changes > 0;
    }

    /** How much it lists and holds. */
    DraftTotals totals() {
        return totals;
    }

    /** Whether it has taken anything that needs an archive. */
    boolean isBegun() {
        return archive != null;
    }

    /** Ends the archive, which is on the disk then. */
    ManifestHeader.Archive finish() throws IOException {
        return begun().finish();
    }

    /** The manifest of what was told so far. */
    ManifestWriter manifest() {
        return manifest;
    }

    /** Of what is not finished nothing is left but, perhaps, its directory. */
    @Override
    public void close() throws IOException {
        try (manifest) {
            if (archive != null) {
                archive.close();
            }
        }
    }
}
