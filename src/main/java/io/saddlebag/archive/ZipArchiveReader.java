package io.saddlebag.archive;

import io.saddlebag.model.ManifestEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads the contents of a zip, in any order. */
final class ZipArchiveReader implements ArchiveReader {

    private final ZipFile zip;
    private final ProvenContent proof;

    ZipArchiveReader(Path archive) throws DamagedException {
        proof = new ProvenContent(archive.toString());
        if (!Files.isRegularFile(archive)) {
            throw new DamagedException("archive " + archive + " is missing");
        }
        try {
            zip = new ZipFile(archive.toString());
        } catch (IOException | RuntimeException e) {
            throw new DamagedException("archive " + archive + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isRandomAccess() {
        return true;
    }

    @Override
    public void read(ManifestEntry wanted, Target target) throws IOException {
        var held = Objects.requireNonNull(wanted.held());
        var name = new String(ZipNames.of(wanted.path(), held.as()), StandardCharsets.UTF_8);
        var entry = zip.getEntry(name);
        if (entry == null || entry.isDirectory()) {
            throw proof.damaged(wanted, "is missing");
        }
        if (entry.getSize() != wanted.size()) {
            throw proof.damaged(wanted, "has " + entry.getSize() + " bytes, should have " + wanted.size());
        }
        try (var content = open(entry, wanted)) {
            proof.copy(content, wanted, target.channel());
        }
    }

    private InputStream open(ZipEntry entry, ManifestEntry wanted) throws DamagedException {
        try {
            return zip.getInputStream(entry);
        } catch (IOException | RuntimeException e) {
            throw proof.damaged(wanted, "cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
