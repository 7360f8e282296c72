package io.saddlebag.archive;

import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestEntry.Held;
import io.saddlebag.model.ManifestEntry.Owner;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.ManifestHeader.Archive;
import io.saddlebag.model.ManifestHeader.Source;
import io.saddlebag.model.ManifestHeader.Totals;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.model.SnapshotKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Manifests of tests. */
final class Manifests {

    static final Instant START = Instant.parse("2026-11-20T02:00:00Z");
    static final SnapshotId ID = new SnapshotId(START, SnapshotKind.FULL);
    static final String DIGEST = "0123456789abcdef".repeat(4);

    private Manifests() {}

    static ManifestHeader header(long entries) {
        return new ManifestHeader(
                ID,
                7,
                null,
                ID,
                "there is no full",
                List.of(new Source("home", "/home")),
                "",
                START,
                START.plusSeconds(3),
                new Totals(entries, 2, 3, 4, 5),
                true,
                new Archive("data.zip", 1234, DIGEST),
                List.of());
    }

    static ManifestEntry file(Path path) {
        return new ManifestEntry(
                path,
                FileType.FILE,
                new FileVersion(3_000_000_000L, 1_700_000_000_123_456_789L, 4711, 1_700_000_001_000_000_001L),
                04755,
                new Owner(0, 1000, "root", null),
                null,
                null,
                new Held(ID, null, DIGEST),
                ExtendedAttributes.NONE,
                false);
    }

    static byte[] write(Path directory, List<ManifestEntry> entries) throws IOException {
        var output = new ByteArrayOutputStream();
        try (var writer = new ManifestWriter(directory)) {
            for (var entry : entries) {
                writer.add(entry);
            }
            writer.finish(header(entries.size()), output);
        }
        return output.toByteArray();
    }

    static List<ManifestEntry> read(byte[] manifest) throws IOException {
        try (var reader = new ManifestReader("m", new ByteArrayInputStream(manifest))) {
            var entries = new ArrayList<ManifestEntry>();
            for (var entry = reader.next(); entry != null; entry = reader.next()) {
                entries.add(entry);
            }
            return entries;
        }
    }
}
