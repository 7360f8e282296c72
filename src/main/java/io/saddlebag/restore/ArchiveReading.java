package io.saddlebag.restore;

import static io.saddlebag.model.Finding.Severity.DAMAGED;
import static io.saddlebag.model.Finding.Severity.LOST;

import io.saddlebag.archive.ArchiveReader;
import io.saddlebag.archive.DamagedException;
import io.saddlebag.archive.WholeArchive;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.tree.CopyDroppedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads all of one archive: each content against its digest, on several threads where the archive allows it, and the file as a whole. */
final class ArchiveReading {

    private final WholeArchive archive;
    private final HeldContents contents;
    private final BrokenContents broken;
    private final int threads;
    private final Walk walk;
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    ArchiveReading(WholeArchive archive, HeldContents contents, BrokenContents broken, int threads, Walk walk) {
        this.archive = archive;
        this.contents = contents;
        this.broken = broken;
        this.threads = threads;
        this.walk = walk;
    }

    /**
     * Reads it; contents that are not right are among the broken ones.
     *
     * @throws DamagedException when the file is not what was written, whether or not a content is
     * @throws CopyDroppedException when the walk was ended early
     */
    void run() throws IOException {
        if (archive.contents().isRandomAccess()) {
            walk.workers().file(() -> attempt(this::readFile));
            for (int i = 0; i < threads; i++) {
                walk.workers().file(() -> attempt(this::readContents));
            }
            walk.workers().run();
        } else {
            attempt(this::readContents);
            attempt(this::readFile);
        }
        var first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    @FunctionalInterface
    private interface Part {

        void run() throws IOException;
    }

    private void attempt(Part part) {
        try {
            part.run();
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void readFile() throws IOException {
        archive.finish(walk.halt()::isDue);
    }

    private void readContents() throws IOException {
        var target = new Nowhere();
        for (var entry = contents.next(); entry != null && !walk.halt().isDue(); entry = contents.next()) {
            read(entry, target);
        }
    }

    private void read(ManifestEntry entry, Nowhere target) throws IOException {
        try {
            target.entry = entry;
            archive.contents().read(entry, target);
            walk.tally().verified(entry.size());
        } catch (DamagedException e) {
            broken.add(e.isMissing() ? LOST : DAMAGED, entry, e.complaint());
        }
    }

    /** Takes bytes and keeps none; refuses them when the walk ends. */
    private final class Nowhere implements ArchiveReader.Target, WritableByteChannel {

        private @Nullable ManifestEntry entry;

        @Override
        public WritableByteChannel channel() {
            return this;
        }

        @Override
        public void restart() {}

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (entry != null && walk.halt().isDue()) {
                throw new CopyDroppedException(entry.path());
            }
            int count = bytes.remaining();
            bytes.position(bytes.limit());
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
