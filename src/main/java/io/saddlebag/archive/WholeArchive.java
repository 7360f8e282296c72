package io.saddlebag.archive;

import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.tree.CopyDroppedException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An archive of which every byte is read: its contents, and the file itself against size and SHA-256 in the manifest's header,
 * so that no changed bit goes unnoticed, not even where no content depends on it. A tar is read once for both.
 */
public final class WholeArchive implements Closeable {

    private static final int BUFFER_SIZE = 1 << 17;

    private final Path archive;
    private final ArchiveReader contents;
    private final ManifestHeader.@Nullable Archive expected;
    private final MessageDigest digest;
    private final @Nullable InputStream file;

    private WholeArchive(
            Path archive,
            ArchiveReader contents,
            ManifestHeader.@Nullable Archive expected,
            MessageDigest digest,
            @Nullable InputStream file) {
        this.archive = archive;
        this.contents = contents;
        this.expected = expected;
        this.digest = digest;
        this.file = file;
    }

    /**
     * Opens the archive of a snapshot.
     *
     * @param store the directory where the snapshot's directory is
     * @param expected what the manifest says of it; null where there is no manifest to ask
     * @throws DamagedException when it is not there, or is no archive of its format
     */
    public static WholeArchive open(
            Path store, SnapshotId id, ArchiveFormat format, ManifestHeader.@Nullable Archive expected)
            throws IOException {
        var archive = store.resolve(StorePaths.archive(id, format));
        var digest = Sha256.begin();
        return switch (format) {
            case ZIP, DIRECTORY ->
                new WholeArchive(archive, Archives.reader(store, id, format), expected, digest, null);
            case TAR_GZ, TAR_ZST -> {
                var file = new DigestInputStream(Files.newInputStream(archive), digest);
                yield new WholeArchive(archive, new TarArchiveReader(archive, format, file), expected, digest, file);
            }
        };
    }

    /** The contents. */
    public ArchiveReader contents() {
        return contents;
    }

    /**
     * Reads what of the file was not read for the contents, and compares it. Where contents are read in any order this may be done at
     * the same time, else afterwards. Of a directory there is nothing to compare but its contents.
     *
     * @param dropped ends it early
     * @throws DamagedException when the file is not what was written
     */
    public void finish(BooleanSupplier dropped) throws IOException {
        if (expected == null || expected.sha256() == null) {
            return;
        }
        long size = Files.size(archive);
        if (size != expected.size()) {
            throw damaged("has " + size + " bytes, should have " + expected.size());
        }
        if (file != null) {
            drain(file, dropped);
        } else {
            try (var whole = new DigestInputStream(Files.newInputStream(archive), digest)) {
                drain(whole, dropped);
            }
        }
        if (!Sha256.hex(digest).equals(expected.sha256())) {
            throw damaged("is not what was written: its SHA-256 is another one");
        }
    }

    private void drain(InputStream input, BooleanSupplier dropped) throws IOException {
        var buffer = new byte[BUFFER_SIZE];
        while (input.read(buffer) >= 0) {
            if (dropped.getAsBoolean()) {
                throw new CopyDroppedException(archive);
            }
        }
    }

    private DamagedException damaged(String how) {
        return new DamagedException("archive " + archive, how, null);
    }

    @Override
    public void close() throws IOException {
        contents.close();
    }
}
