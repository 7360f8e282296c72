package io.saddlebag.archive;

import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.store.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Begins to write and to read archives. */
public final class Archives {

    private Archives() {}

    /**
     * Begins an archive in the directory of a snapshot.
     *
     * @param store where the snapshot's directory is, which is named by its id and exists
     */
    public static ArchiveWriter writer(Destination store, SnapshotId id, ArchiveOptions options, Ledger ledger)
            throws IOException {
        return switch (options.format()) {
            case ZIP -> new ZipArchiveWriter(store, id, options, ledger);
            case TAR_GZ, TAR_ZST -> new TarArchiveWriter(store, id, options, ledger);
            case DIRECTORY -> new DirectoryArchiveWriter(store, id, options, ledger);
        };
    }

    /**
     * Opens the archive of a snapshot. A zip whose central directory is damaged can be read in its order only.
     *
     * @param store the directory where the snapshot's directory is
     * @throws DamagedException when it is not there, or is no archive of its format
     */
    public static ArchiveReader reader(Path store, SnapshotId id, ArchiveFormat format) throws IOException {
        var archive = store.resolve(id.toString()).resolve(format.fileName());
        return switch (format) {
            case ZIP -> ZipArchiveReader.open(archive);
            case TAR_GZ, TAR_ZST -> new TarArchiveReader(archive, format);
            case DIRECTORY -> new DirectoryArchiveReader(archive);
        };
    }

    /** The format of an archive by its name in a manifest's header. */
    public static ArchiveFormat format(ManifestHeader header) throws DamagedException {
        return Arrays.stream(ArchiveFormat.values())
                .filter(format -> format.fileName().equals(header.archive().name()))
                .findFirst()
                .orElseThrow(() -> new DamagedException("manifest of " + header.id() + " names the archive "
                        + header.archive().name() + ", which is none of this version's"));
    }

    /**
     * Reads the whole archive of a snapshot and compares it with what its manifest says, so that no changed bit goes unnoticed, not
     * even where no content depends on it. Of a directory there is nothing to compare but its entries.
     *
     * @throws DamagedException when it is not what was written
     */
    public static void verifyWhole(Path store, ManifestHeader header) throws IOException {
        var archive =
                store.resolve(header.id().toString()).resolve(format(header).fileName());
        var expected = header.archive().sha256();
        if (expected == null) {
            return;
        }
        requireSize(archive, header.archive().size());
        var digest = Sha256.begin();
        try (var input = Files.newInputStream(archive)) {
            var buffer = new byte[1 << 17];
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        } catch (IOException e) {
            throw new DamagedException("archive " + archive + " cannot be read: " + e.getMessage(), e);
        }
        if (!Sha256.hex(digest).equals(expected)) {
            throw new DamagedException("archive " + archive + " is not what was written: its SHA-256 is another one");
        }
    }

    /**
     * Compares the size of a snapshot's archive with what its manifest says, which costs next to nothing.
     *
     * @throws DamagedException when it is another one, or the archive is not there
     */
    public static void verifySize(Path store, ManifestHeader header) throws IOException {
        var archive =
                store.resolve(header.id().toString()).resolve(format(header).fileName());
        if (header.archive().sha256() != null) {
            requireSize(archive, header.archive().size());
        } else if (!Files.isDirectory(archive)) {
            throw new DamagedException("archive " + archive + " is missing");
        }
    }

    private static void requireSize(Path archive, long expected) throws DamagedException {
        if (!Files.isRegularFile(archive)) {
            throw new DamagedException("archive " + archive + " is missing");
        }
        try {
            long size = Files.size(archive);
            if (size != expected) {
                throw new DamagedException("archive " + archive + " has " + size + " bytes, should have " + expected);
            }
        } catch (DamagedException e) {
            throw e;
        } catch (IOException e) {
            throw new DamagedException("archive " + archive + " cannot be read: " + e.getMessage(), e);
        }
    }
}
