package io.saddlebag.archive;

import io.saddlebag.model.FileType;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.store.DirectoryDestination;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;

/** Reads the contents of a directory of plain files, in any order. No link is followed below it. */
final class DirectoryArchiveReader implements ArchiveReader {

    private final DirectoryDestination files;
    private final ProvenContent proof;

    DirectoryArchiveReader(Path archive) throws DamagedException {
        if (!Files.isDirectory(archive, LinkOption.NOFOLLOW_LINKS)) {
            throw new DamagedException("archive " + archive + " is missing");
        }
        files = new DirectoryDestination(archive, false);
        proof = new ProvenContent(archive.toString());
    }

    @Override
    public boolean isRandomAccess() {
        return true;
    }

    @Override
    public void read(ManifestEntry wanted, Target target) throws IOException {
        try (var content = open(wanted)) {
            proof.copy(content, wanted, target.channel());
        }
    }

    private InputStream open(ManifestEntry wanted) throws DamagedException {
        try {
            var name = Objects.requireNonNull(wanted.held()).as();
            var path = name == null ? wanted.path() : name;
            var entry = files.stat(path);
            if (entry == null || entry.type() != FileType.FILE) {
                throw proof.damaged(wanted, DamagedException.MISSING);
            }
            return files.read(path);
        } catch (DamagedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw proof.damaged(wanted, "cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {}
}
