package io.saddlebag.archive;

import io.saddlebag.model.ManifestEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the contents of a zip, in any order. */
final class ZipArchiveReader implements ArchiveReader {

    private static final Logger LOG = LoggerFactory.getLogger(ZipArchiveReader.class);

    /** How the JDK says that there is no entry where one should be. */
    private static final String WRONG_OFFSET = "LOC header";

    private final ZipFile zip;
    private final ProvenContent proof;

    private ZipArchiveReader(Path archive, ZipFile zip) {
        this.zip = zip;
        this.proof = new ProvenContent(archive.toString());
    }

    /** Opens a zip: by its central directory, or without it where that is damaged. */
    static ArchiveReader open(Path archive) throws DamagedException {
        if (!Files.isRegularFile(archive)) {
            throw new DamagedException("archive " + archive + " is missing");
        }
        try {
            return new ZipArchiveReader(archive, checked(new ZipFile(archive.toString())));
        } catch (IOException | RuntimeException e) {
            LOG.warn("The central directory of archive {} is damaged: {}", archive, e.toString());
            return sequence(archive);
        }
    }

    /** A wrong offset in the last record becomes known when the first entry is not where it should be. */
    private static ZipFile checked(ZipFile zip) throws IOException {
        var entries = zip.entries();
        if (!entries.hasMoreElements()) {
            return zip;
        }
        try (var first = zip.getInputStream(entries.nextElement())) {
            first.read();
        } catch (IOException | RuntimeException e) {
            if (String.valueOf(e.getMessage()).contains(WRONG_OFFSET)) {
                zip.close();
                throw e;
            }
        }
        return zip;
    }

    private static ArchiveReader sequence(Path archive) throws DamagedException {
        try {
            return new ZipSequence(archive);
        } catch (IOException e) {
            throw new DamagedException("archive " + archive + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isRandomAccess() {
        return true;
    }

    @Override
    public void read(ManifestEntry wanted, Target target) throws IOException {
        var name = new String(ZipNames.of(wanted), StandardCharsets.UTF_8);
        var entry = zip.getEntry(name);
        if (entry == null || entry.isDirectory()) {
            throw proof.damaged(wanted, DamagedException.MISSING);
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
