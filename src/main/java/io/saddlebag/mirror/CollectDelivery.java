package io.saddlebag.mirror;

import io.saddlebag.model.Change;
import io.saddlebag.model.Entry;
import io.saddlebag.model.FileState;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.Receipt;
import io.saddlebag.store.Destination;
import io.saddlebag.store.Upload;
import io.saddlebag.tree.Content;
import io.saddlebag.tree.CopyDroppedException;
import io.saddlebag.tree.SourceException;
import io.saddlebag.tree.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries one collected file to the destination: all of it, or nothing. What a run that died put there already is found
 * and not carried again.
 */
final class CollectDelivery {

    private static final int BUFFER_SIZE = 64 * 1024;

    /** FAT keeps times in steps of two seconds, once it was mounted again. */
    private static final long COARSE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final SourceTree tree;
    private final Destination destination;
    private final boolean zip;
    private final long adoptSince;
    private final BooleanSupplier dropped;

    /**
     * A delivery between two trees.
     *
     * @param zip whether contents come as zip files, and targets are named {@code .zip}
     * @param adoptSince nanoseconds since 1970: what changed at the destination since then was put there by a run that died
     *     in this boot; {@link Long#MAX_VALUE} when there is no such run
     * @param dropped when true, a copy in hand is given up
     */
    CollectDelivery(SourceTree tree, Destination destination, boolean zip, long adoptSince, BooleanSupplier dropped) {
        this.tree = tree;
        this.destination = destination;
        this.zip = zip;
        this.adoptSince = adoptSince;
        this.dropped = dropped;
    }

    /** What the destination has already, if that is the file as it is now; null otherwise. */
    @Nullable
    Receipt adopt(Change change) throws IOException {
        var entry = change.entry();
        var there = destination.stat(target(entry.path()));
        if (there == null || there.type() != FileType.FILE || !isSameVersion(entry.version(), there.version())) {
            return null;
        }
        boolean same = isOfRunThatDied(entry, there) || (!zip && hasSameContent(entry, there));
        return same ? new Receipt(entry, there, 0, true) : null;
    }

    /** A source that was changed since the destination was is not what was put there. */
    private boolean isOfRunThatDied(Entry source, Entry there) {
        return there.version().changed() >= adoptSince
                && there.version().changed() >= source.version().changed();
    }

    /** Whether the destination still has what was delivered, as far as size and time tell. */
    boolean has(FileState state) throws IOException {
        var put = state.destination();
        if (put.isSameFile(state.source())) {
            return true; // a route of another kind, whose destination nobody can look at
        }
        var there = destination.stat(target(state.path()));
        return there != null
                && there.type() == put.type()
                && there.version().size() == put.version().size()
                && Math.abs(there.version().modified() - put.version().modified()) < COARSE_NANOS;
    }

    /** A zip has the time of its file and a size of its own. */
    private boolean isSameVersion(FileVersion source, FileVersion there) {
        return zip ? source.modified() == there.modified() : source.sameSizeAndTime(there);
    }

    private boolean hasSameContent(Entry entry, Entry there) throws IOException {
        try (var other = destination.read(there.path())) {
            return Content.isSame(tree, entry.path(), other, dropped)
                    && tree.stat(entry.path()).version().equals(entry.version());
        }
    }

    /**
     * Returns when the destination has the file.
     *
     * @param content what is written; null for the file's own content
     * @throws SourceException when it could not be read, or changed meanwhile; the destination has what it had
     */
    Receipt deliver(Change change, @Nullable InputStream content) throws IOException {
        var before = change.entry();
        var path = before.path();
        try (var upload = open(target(path))) {
            long copied = content == null
                    ? Content.copy(
                            tree, path, upload.channel(), before.version().size(), dropped)
                    : copy(content, upload, path);
            var after = look(path);
            if (!after.version().equals(before.version())
                    || (content == null && copied != before.version().size())) {
                throw SourceException.changed(path, "changed while it was read; it is taken when it is left alone");
            }
            return new Receipt(after, upload.commit(after.at(target(path))), copied, true);
        }
    }

    private Path target(Path path) {
        return zip ? path.resolveSibling(path.getFileName() + ".zip") : path;
    }

    private Upload open(Path target) throws IOException {
        try {
            return destination.write(target);
        } catch (NoSuchFileException e) {
            makeParents(target);
            return destination.write(target);
        }
    }

    /** The directories above, like those of the source. */
    private void makeParents(Path target) throws IOException {
        for (int depth = 1; depth < target.getNameCount(); depth++) {
            var directory = target.subpath(0, depth);
            if (destination.stat(directory) == null) {
                destination.makeDirectory(directory);
                destination.setAttributes(tree.stat(directory));
            }
        }
    }

    private long copy(InputStream content, Upload upload, Path path) throws IOException {
        var bytes = new byte[BUFFER_SIZE];
        long copied = 0;
        try (var from = Channels.newChannel(content)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (from.read(buffer.clear()) >= 0) {
                copied += buffer.flip().remaining();
                while (buffer.hasRemaining()) {
                    upload.channel().write(buffer);
                }
                if (dropped.getAsBoolean()) {
                    throw new CopyDroppedException(path);
                }
            }
        }
        return copied;
    }

    private Entry look(Path path) throws SourceException {
        try {
            return tree.stat(path);
        } catch (IOException e) {
            throw new SourceException(path, e);
        }
    }
}
