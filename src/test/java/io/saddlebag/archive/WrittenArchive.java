package io.saddlebag.archive;

import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.testkit.ForwardingDestination;
import io.saddlebag.tree.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An archive in a store of its own, with what its ledger was told. */
final class WrittenArchive {

    static final SnapshotId ID = Manifests.ID;

    private final Path store;
    private final ArchiveFormat format;
    private final List<Told> told = new ArrayList<>();
    private ManifestHeader.@Nullable Archive archive;

    private WrittenArchive(Path store, ArchiveFormat format) {
        this.store = store;
        this.format = format;
    }

    record Told(
            ManifestEntry entry, boolean whole, @Nullable SourceException unread) {}

    /** Gives entries. */
    interface Giving {
        void to(ArchiveWriter writer) throws IOException;
    }

    static WrittenArchive write(Path store, ArchiveFormat format, Giving giving) throws IOException {
        return write(store, format, 2, giving);
    }

    static WrittenArchive write(Path store, ArchiveFormat format, int threads, Giving giving) throws IOException {
        return write(store, new ArchiveOptions(format, format.defaultLevel(), threads, store, () -> false), giving);
    }

    static WrittenArchive write(Path store, ArchiveOptions options, Giving giving) throws IOException {
        var written = new WrittenArchive(store, options.format());
        Files.createDirectories(store.resolve(ID.toString()));
        var ledger = new Ledger() {
            @Override
            public void stored(ManifestEntry entry, boolean whole) {
                written.told.add(new Told(entry, whole, null));
            }

            @Override
            public void unread(ManifestEntry entry, SourceException reason) {
                written.told.add(new Told(entry, false, reason));
            }
        };
        try (var writer = Archives.writer(new Unflushed(store), ID, options, ledger)) {
            giving.to(writer);
            written.archive = writer.finish();
        }
        return written;
    }

    /** Flushing whole file systems would be most of what a test does. */
    private static final class Unflushed extends ForwardingDestination {

        Unflushed(Path store) {
            super(new DirectoryDestination(store, false));
        }

        @Override
        public void flush() {}
    }

    Path path() {
        return store.resolve(ID.toString()).resolve(format.fileName());
    }

    Path store() {
        return store;
    }

    ManifestHeader.Archive archive() {
        return Objects.requireNonNull(archive);
    }

    List<Told> told() {
        return told;
    }

    /** The files that it holds, as they stand in the manifest. */
    List<ManifestEntry> files() {
        return told.stream()
                .map(Told::entry)
                .filter(entry -> entry.held() != null)
                .toList();
    }

    ManifestEntry file(String path) {
        return files().stream()
                .filter(entry -> entry.path().equals(Path.of(path)))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new NoSuchElementException(path));
    }

    ArchiveReader open() throws IOException {
        return Archives.reader(store, ID, format);
    }

    byte[] read(ManifestEntry entry) throws IOException {
        try (var reader = open()) {
            return read(reader, entry);
        }
    }

    static byte[] read(ArchiveReader reader, ManifestEntry entry) throws IOException {
        var target = new Memory();
        reader.read(entry, target);
        return target.bytes.toByteArray();
    }

    /** A target that remembers the most that it ever held. */
    static final class Memory implements ArchiveReader.Target {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final WritableByteChannel channel = Channels.newChannel(bytes);

        int size() {
            return bytes.size();
        }

        @Override
        public WritableByteChannel channel() {
            return channel;
        }

        @Override
        public void restart() {
            bytes.reset();
        }
    }
}
