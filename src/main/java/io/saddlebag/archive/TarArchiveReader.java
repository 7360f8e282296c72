package io.saddlebag.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.saddlebag.archive.TarInput.Item;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.PathOrder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the contents of a compressed tar in their order. Of several entries of one name that one counts which is what was stored.
 */
final class TarArchiveReader implements ArchiveReader {

    private static final int BUFFER_SIZE = 1 << 17;

    private final Path archive;
    private final ArchiveFormat format;
    private final TarInput tar;
    private final ProvenContent proof;
    private @Nullable Item present;
    private boolean begun;
    private @Nullable IOException failure;

    TarArchiveReader(Path archive, ArchiveFormat format) throws DamagedException {
        this(archive, format, file(archive));
    }

    /** A reader that closes the file. */
    TarArchiveReader(Path archive, ArchiveFormat format, InputStream file) throws DamagedException {
        this.archive = archive;
        this.format = format;
        proof = new ProvenContent(archive.toString());
        try {
            tar = new TarInput(new BufferedInputStream(decompressed(file, format), BUFFER_SIZE));
        } catch (IOException e) {
            throw unopened(archive, e);
        }
    }

    private static InputStream file(Path archive) throws DamagedException {
        if (!Files.isRegularFile(archive)) {
            throw new DamagedException("archive " + archive, DamagedException.MISSING, null);
        }
        try {
            return Files.newInputStream(archive);
        } catch (IOException e) {
            throw unopened(archive, e);
        }
    }

    private static DamagedException unopened(Path archive, IOException cause) {
        return new DamagedException("archive " + archive, "cannot be opened: " + cause.getMessage(), cause);
    }

    private static InputStream decompressed(InputStream file, ArchiveFormat format) throws IOException {
        try {
            return format == ArchiveFormat.TAR_ZST
                    ? new ZstdInputStreamNoFinalizer(file)
                    : new GZIPInputStream(file, BUFFER_SIZE);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public boolean isRandomAccess() {
        return false;
    }

    @Override
    public void read(ManifestEntry wanted, Target target) throws IOException {
        var as = Objects.requireNonNull(wanted.held()).as();
        if (as == null) {
            read(PathBytes.of(wanted.path()), wanted, target);
            return;
        }
        // That name may have been passed over: such contents, which are few, are read from the beginning.
        try (var anew = new TarArchiveReader(archive, format)) {
            anew.read(PathBytes.of(as), wanted, target);
        }
    }

    private void read(byte[] path, ManifestEntry wanted, Target target) throws IOException {
        DamagedException wrong = null;
        for (var item = at(path, wanted); item != null; item = at(path, wanted)) {
            if (wrong != null) {
                target.restart();
            }
            wrong = copy(item, wanted, target);
            if (wrong == null) {
                return;
            }
        }
        throw wrong != null ? wrong : proof.damaged(wanted, DamagedException.MISSING);
    }

    /** The next entry of this name that has a content, past all before it; null where there is none any more. */
    private @Nullable Item at(byte[] path, ManifestEntry wanted) throws DamagedException {
        if (!begun) {
            advance(wanted);
            begun = true;
        }
        requireGood(wanted);
        while (present != null) {
            int order = PathOrder.compare(present.path(), path);
            if (order > 0) {
                return null;
            }
            if (order == 0 && present.file()) {
                return present;
            }
            advance(wanted);
        }
        return null;
    }

    private void advance(ManifestEntry wanted) throws DamagedException {
        try {
            present = tar.next();
        } catch (IOException e) {
            failure = e;
            requireGood(wanted);
        }
    }

    private void requireGood(ManifestEntry wanted) throws DamagedException {
        if (failure != null) {
            throw proof.damaged(wanted, "cannot be read, nor anything behind it: " + failure.getMessage(), failure);
        }
    }

    /** What is wrong with an entry that is not the wanted one; null when it was copied. The next entry is the present one then. */
    private @Nullable DamagedException copy(Item item, ManifestEntry wanted, Target target) throws IOException {
        DamagedException wrong = null;
        if (item.size() != wanted.size()) {
            wrong = proof.damaged(wanted, "has " + item.size() + " bytes, should have " + wanted.size());
        } else {
            try {
                proof.copy(tar.content(), wanted, target.channel());
            } catch (DamagedException e) {
                wrong = e;
            }
        }
        present = null;
        try {
            present = tar.next();
        } catch (IOException e) {
            failure = e;
        }
        return wrong;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
