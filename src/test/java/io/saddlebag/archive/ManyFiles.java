package io.saddlebag.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestEntry.Held;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.tree.SourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tiny files in directories of a thousand that are nowhere but in an archive. */
final class ManyFiles {

    private static final int PER_DIRECTORY = 1000;

    private final ArchiveFormat format;
    private final Path store;
    private final int count;

    ManyFiles(ArchiveFormat format, Path store, int count) {
        this.format = format;
        this.store = store;
        this.count = count;
    }

    void write() throws IOException {
        Files.createDirectories(store.resolve(WrittenArchive.ID.toString()));
        var ledger = new Ledger() {
            @Override
            public void stored(ManifestEntry entry, boolean whole) {}

            @Override
            public void unread(ManifestEntry entry, SourceException reason) {
                throw new UncheckedIOException(reason);
            }
        };
        var options = ArchiveOptions.of(format, store);
        try (var writer = Archives.writer(new DirectoryDestination(store, false), WrittenArchive.ID, options, ledger)) {
            for (int i = 0; i < count; i++) {
                if (i % PER_DIRECTORY == 0) {
                    writer.add(entry(path(i).resolveSibling(""), FileType.DIRECTORY, 0, null));
                }
                writer.add(entry(path(i), FileType.FILE, content(i).length, null), new Content(i));
            }
            writer.finish();
        }
    }

    void read(Consumer<byte[]> reader) throws IOException {
        try (var archive = Archives.reader(store, WrittenArchive.ID, format)) {
            for (int i = 0; i < count; i++) {
                var bytes = content(i);
                var held = new Held(WrittenArchive.ID, null, Sha256.of(bytes));
                reader.accept(WrittenArchive.read(archive, entry(path(i), FileType.FILE, bytes.length, held)));
            }
        }
    }

    private static Path path(int number) {
        return Path.of(
                "source",
                String.format("directory-%04d", number / PER_DIRECTORY),
                String.format("file-%07d.txt", number));
    }

    private static byte[] content(int number) {
        return ("file " + number + " says " + "hello ".repeat(number % 20)).getBytes(UTF_8);
    }

    private static ManifestEntry entry(Path path, FileType type, int size, @Nullable Held held) {
        return new ManifestEntry(
                path,
                type,
                new FileVersion(size, 1_700_000_000_123_456_789L, 1, 1),
                type == FileType.FILE ? 0644 : 0755,
                new ManifestEntry.Owner(1000, 1000, "somebody", "users"),
                null,
                null,
                held,
                ExtendedAttributes.NONE,
                false);
    }

    private record Content(int number) implements FileContent {

        @Override
        public ManifestEntry look() {
            return entry(path(number), FileType.FILE, content(number).length, null);
        }

        @Override
        public ReadableByteChannel open() {
            return Channels.newChannel(new ByteArrayInputStream(content(number)));
        }
    }

    /** Writes and reads such an archive: format, number of files, and the directory of its store. */
    public static void main(String[] args) throws IOException {
        var many = new ManyFiles(ArchiveFormat.valueOf(args[0]), Path.of(args[2]), Integer.parseInt(args[1]));
        many.write();
        many.read(bytes -> {});
    }
}
