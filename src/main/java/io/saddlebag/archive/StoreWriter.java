package io.saddlebag.archive;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.Identity;
import io.saddlebag.tree.TemporaryName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Puts snapshots into a store, or removes them, while the caller holds its lock. A snapshot's directory comes first, with a file that says that it is
 * unfinished, then its archive, which others write, and its manifest last: until then it does not exist, and what is there of
 * it is removed by the next run. A directory that was finished and has no manifest has lost it: that is not touched.
 */
public final class StoreWriter {

    private static final int OWNER_ONLY = 0600;

    private final Destination destination;

    /**
     * A writer to a destination.
     *
     * @param destination one whose files are on the disk when they are committed
     */
    public StoreWriter(Destination destination) {
        this.destination = destination;
    }

    /** Makes a directory that is there a store of a job, whatever else it holds. */
    public SnapshotStore create(String job, Instant now) throws IOException {
        var file = new StoreFile(job, now.truncatedTo(ChronoUnit.SECONDS));
        var bytes = file.bytes();
        write(StorePaths.STORE_FILE, bytes, now);
        return new SnapshotStore(destination, file);
    }

    private void write(Path path, byte[] bytes, Instant now) throws IOException {
        try (var upload = destination.write(path)) {
            for (var buffer = ByteBuffer.wrap(bytes); buffer.hasRemaining(); ) {
                upload.channel().write(buffer);
            }
            upload.commit(attributes(path, bytes.length, now));
        }
    }

    /** Removes what runs left that died: snapshots that were never finished, and temporary files. */
    public void removeLeftovers() throws IOException {
        for (var entry : destination.list(StorePaths.ROOT)) {
            var id = SnapshotStore.id(entry);
            if (id.isEmpty()) {
                removeTemporary(entry);
            } else if (isUnfinished(id.get())) {
                removeUnfinished(id.get());
            } else {
                removeLeftoversIn(id.get());
            }
        }
    }

    /** A directory without anything, but for what was being written, is one whose run died at once. */
    private boolean isUnfinished(SnapshotId id) throws IOException {
        return destination.stat(StorePaths.manifest(id)) == null
                && (destination.stat(StorePaths.unfinished(id)) != null
                        || destination.list(StorePaths.directory(id)).stream()
                                .allMatch(part -> TemporaryName.matches(part.path())));
    }

    /** What says that it is unfinished goes last. It stays, with the directory, as long as this holds what is not a store's. */
    private void removeUnfinished(SnapshotId id) throws IOException {
        boolean strangers = false;
        for (var entry : destination.list(StorePaths.directory(id))) {
            if (!StorePaths.isPart(entry)) {
                strangers = true;
            } else if (!entry.path().equals(StorePaths.unfinished(id))) {
                remove(entry);
            }
        }
        if (!strangers) {
            destination.delete(StorePaths.unfinished(id), FileType.FILE);
            destination.delete(StorePaths.directory(id), FileType.DIRECTORY);
        }
    }

    private void remove(Entry entry) throws IOException {
        if (entry.isDirectory()) {
            for (var inside : destination.list(entry.path())) {
                remove(inside);
            }
        }
        destination.delete(entry.path(), entry.type());
    }

    private void removeLeftoversIn(SnapshotId id) throws IOException {
        if (destination.stat(StorePaths.manifest(id)) != null) {
            destination.delete(StorePaths.unfinished(id), FileType.FILE);
        }
        for (var part : destination.list(StorePaths.directory(id))) {
            removeTemporary(part);
        }
    }

    private void removeTemporary(Entry entry) throws IOException {
        if (!entry.isDirectory() && TemporaryName.matches(entry.path())) {
            destination.removeLeftover(entry.path());
        }
    }

    /** The id of a snapshot that is started now: where its second is taken, that of the next free one. */
    public SnapshotId freeId(Instant start, SnapshotKind kind) throws IOException {
        var taken = destination.list(StorePaths.ROOT).stream()
                .flatMap(entry -> SnapshotStore.id(entry).stream())
                .map(SnapshotId::start)
                .collect(Collectors.toSet());
        var id = SnapshotId.at(start, kind);
        while (taken.contains(id.start())) {
            id = new SnapshotId(id.start().plusSeconds(1), kind);
        }
        return id;
    }

    /** Makes the directory of a snapshot. */
    public void begin(SnapshotId id) throws IOException {
        destination.makeDirectory(StorePaths.directory(id));
        write(StorePaths.unfinished(id), new byte[0], id.start());
    }

    /** Writes the manifest: from now on the snapshot exists. */
    public void commit(ManifestHeader header, ManifestWriter manifest) throws IOException {
        var path = StorePaths.manifest(header.id());
        try (var upload = destination.write(path)) {
            // The channel is the upload's to close.
            var output = new BufferedOutputStream(Channels.newOutputStream(upload.channel()), 1 << 16);
            manifest.finish(header, output);
            upload.commit(attributes(path, 0, header.ended()));
        }
        try {
            destination.delete(StorePaths.unfinished(header.id()), FileType.FILE);
        } catch (IOException e) {
            // The snapshot exists; the next run removes this.
        }
    }

    /** Removes a snapshot that was begun and not committed. */
    public void discard(SnapshotId id) throws IOException {
        if (destination.stat(StorePaths.directory(id)) != null && isUnfinished(id)) {
            removeUnfinished(id);
        }
    }

    /**
     * Removes a snapshot that no other one needs. The first step is atomic and needs no room: its manifest becomes what says that it
     * is unfinished, and it does not exist any more. What is left when this ends early is removed like all that died.
     */
    public void remove(SnapshotId id) throws IOException {
        destination.move(StorePaths.manifest(id), StorePaths.unfinished(id));
        destination.flush();
        removeUnfinished(id);
    }

    private static Entry attributes(Path path, long size, Instant modified) {
        var self = Identity.current();
        long nanos = TimeUnit.SECONDS.toNanos(modified.getEpochSecond()) + modified.getNano();
        var version = new FileVersion(size, nanos, 0, 0);
        return new Entry(path, FileType.FILE, version, OWNER_ONLY, self.uid(), self.gid(), 0);
    }
}
