package io.saddlebag.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.PathOrder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the contents of a zip whose central directory is damaged, in their order: what stands before each content is enough for
 * that. Of several entries of one name that one counts which is what was stored.
 */
final class ZipSequence implements ArchiveReader {

    private final ZipInputStream zip;
    private final ProvenContent proof;
    private @Nullable ZipEntry present;
    private boolean begun;
    private @Nullable Exception failure;

    ZipSequence(Path archive) throws IOException {
        proof = new ProvenContent(archive.toString());
        zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(archive), 1 << 16));
    }

    @Override
    public boolean isRandomAccess() {
        return false;
    }

    @Override
    public void read(ManifestEntry wanted, Target target) throws IOException {
        if (!begun) {
            begun = true;
            advance();
        }
        DamagedException wrong = null;
        while (find(wanted)) {
            if (wrong != null) {
                target.restart();
            }
            wrong = copy(wanted, target);
            if (wrong == null) {
                return;
            }
        }
        if (failure != null) {
            throw proof.damaged(wanted, "cannot be read, nor anything behind it: " + failure.getMessage(), failure);
        }
        throw wrong != null ? wrong : proof.damaged(wanted, DamagedException.MISSING);
    }

    /** Whether the present entry has the name of a content, once all before it were passed over. */
    private boolean find(ManifestEntry wanted) {
        var path = PathBytes.of(wanted.path());
        var name = ZipNames.of(wanted);
        for (var entry = present; entry != null; entry = advance()) {
            var found = entry.getName().getBytes(UTF_8);
            if (Arrays.equals(found, name)) {
                return true;
            }
            if (isBehind(found, path)) {
                return false;
            }
        }
        return false;
    }

    /** A replaced name says nothing of its place. */
    private static boolean isBehind(byte[] found, byte[] path) {
        int end = found.length > 0 && found[found.length - 1] == '/' ? found.length - 1 : found.length;
        var plain = Arrays.copyOf(found, end);
        return !ZipNames.isReplacement(plain) && PathOrder.compare(plain, path) > 0;
    }

    private @Nullable DamagedException copy(ManifestEntry wanted, Target target) throws IOException {
        try {
            proof.copy(zip, wanted, target.channel());
            return null;
        } catch (DamagedException e) {
            return e;
        } finally {
            advance();
        }
    }

    private @Nullable ZipEntry advance() {
        present = null;
        try {
            present = failure == null ? zip.getNextEntry() : null;
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
        return present;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
