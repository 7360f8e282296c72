package io.saddlebag.snapshot;

import io.saddlebag.model.DisplayBytes;
import io.saddlebag.model.Growth;
import io.saddlebag.model.ManifestHeader;
import java.util.Locale;

/** What was taken, in words for an operator. */
final class SnapshotWords {

    private SnapshotWords() {}

    /** What it added to its store. */
    static Growth growth(ManifestHeader header) {
        return new Growth(header.kind(), header.archive().size());
    }

    /** {@code 2026-11-20T02-00-00Z-full (there is no full yet): 12 files, 4.2 MB read, 1.1 MB stored, ratio 0.26}. */
    static String of(ManifestHeader header) {
        long read = header.counts().storedBytes();
        long stored = header.archive().size();
        var ratio = read == 0 ? "" : String.format(Locale.ROOT, ", ratio %.2f", (double) stored / read);
        return header.id() + " (" + header.reason() + "): " + header.counts().storedFiles() + " of "
                + header.counts().files() + " files, " + DisplayBytes.of(read) + " read, " + DisplayBytes.of(stored)
                + " stored" + ratio;
    }
}
