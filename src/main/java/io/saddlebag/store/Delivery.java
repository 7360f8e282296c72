package io.saddlebag.store;

import io.saddlebag.model.Change;
import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.Receipt;
import io.saddlebag.tree.Content;
import io.saddlebag.tree.SourceException;
import io.saddlebag.tree.SourceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Carries one change from a source to a destination. A file that changes while it is read is read again, up to three
 * times; then, if it only grew, its first part is carried, and otherwise the old copy stays.
 */
public final class Delivery {

    private static final int ATTEMPTS = 3;

    private final SourceTree source;
    private final Destination destination;
    private final BooleanSupplier dropped;

    /**
     * A delivery between two trees.
     *
     * @param dropped when true, a copy in hand is given up
     */
    public Delivery(SourceTree source, Destination destination, BooleanSupplier dropped) {
        this.source = source;
        this.destination = destination;
        this.dropped = dropped;
    }

    /**
     * Returns when the destination has the change.
     *
     * @throws SourceException when the source could not be read, or kept changing; the destination has what it had
     * @throws IOException when the destination failed; it has what it had before, or the whole of the new
     */
    public Receipt deliver(Change change) throws IOException {
        var entry = change.entry();
        return switch (change.event()) {
            case DELETE -> delete(entry);
            case CREATE, MODIFY ->
                switch (change.part()) {
                    case ATTRIBUTES -> attributes(entry);
                    case WHOLE -> change.hardLinkTo() == null ? whole(entry) : linked(entry, change.hardLinkTo());
                };
        };
    }

    private Receipt delete(Entry entry) throws IOException {
        destination.delete(entry.path(), entry.type());
        return new Receipt(entry, null, 0, true);
    }

    /** Extended attributes first: for them a file may have to be opened up. */
    private Receipt attributes(Entry entry) throws IOException {
        if (entry.type() != FileType.LINK) {
            destination.setExtendedAttributes(entry.path(), source.extendedAttributes(entry));
        }
        return new Receipt(entry, destination.setAttributes(entry), 0, true);
    }

    /** The receipt is for the version that the other name was delivered with, whatever the file is now. */
    private Receipt linked(Entry entry, Path existing) throws IOException {
        if (look(entry.path(), entry.type()).isSameFile(entry) && destination.makesHardLinks()) {
            var there = destination.hardLink(existing, entry.path());
            if (there != null) {
                return new Receipt(entry, there, 0, true);
            }
        }
        return whole(entry);
    }

    private Receipt whole(Entry entry) throws IOException {
        return switch (entry.type()) {
            case FILE -> file(entry.path());
            case LINK -> link(entry.path());
            case DIRECTORY -> directory(entry);
            case OTHER -> throw SourceException.changed(entry.path(), "is a FIFO, socket or device");
        };
    }

    private Receipt directory(Entry entry) throws IOException {
        destination.makeDirectory(entry.path());
        return new Receipt(entry, null, 0, true);
    }

    private Receipt link(Path path) throws IOException {
        var before = look(path, FileType.LINK);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var target = linkTarget(path);
            var after = look(path, FileType.LINK);
            if (after.version().equals(before.version())) {
                return new Receipt(after, destination.link(after, target), 0, true);
            }
            before = after;
        }
        throw keepsChanging(path);
    }

    private Path linkTarget(Path path) throws SourceException {
        try {
            return source.linkTarget(path);
        } catch (IOException e) {
            throw new SourceException(path, e);
        }
    }

    private Receipt file(Path path) throws IOException {
        var before = look(path, FileType.FILE);
        try (var upload = destination.write(path)) {
            boolean onlyGrew = true;
            for (int attempt = 1; ; attempt++) {
                long copied = Content.copy(
                        source, path, upload.channel(), before.version().size(), dropped);
                attach(before, upload, attempt > 1);
                var after = look(path, FileType.FILE);
                if (after.version().equals(before.version())
                        && copied == before.version().size()) {
                    return new Receipt(after, upload.commit(after), copied, true);
                }
                onlyGrew &= grew(before.version(), after.version(), copied);
                if (attempt == ATTEMPTS) {
                    return firstPart(before, onlyGrew, copied, upload);
                }
                upload.restart();
                before = after;
            }
        }
    }

    private void attach(Entry entry, Upload upload, boolean again) throws IOException {
        var extended = source.extendedAttributes(entry);
        if (again || !extended.isEmpty()) {
            upload.attach(extended);
        }
    }

    private static boolean grew(FileVersion before, FileVersion after, long copied) {
        return copied == before.size() && after.size() > before.size() && after.inode() == before.inode();
    }

    private static Receipt firstPart(Entry before, boolean onlyGrew, long copied, Upload upload) throws IOException {
        if (!onlyGrew) {
            throw keepsChanging(before.path());
        }
        return new Receipt(before, upload.commit(before), copied, false);
    }

    private static SourceException keepsChanging(Path path) {
        return SourceException.changed(
                path, "changed each of the " + ATTEMPTS + " times it was read; the old copy stays, it is taken again");
    }

    private Entry look(Path path, FileType expected) throws SourceException {
        try {
            var entry = source.stat(path);
            if (entry.type() != expected) {
                throw SourceException.changed(path, "became something else while it was swept; it is taken again");
            }
            return entry;
        } catch (SourceException e) {
            throw e;
        } catch (IOException e) {
            throw new SourceException(path, e);
        }
    }
}
