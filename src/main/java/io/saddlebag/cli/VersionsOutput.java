package io.saddlebag.cli;

import io.saddlebag.model.DisplayBytes;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.FileType;
import io.saddlebag.model.PathBytes;
import io.saddlebag.store.Destination;
import io.saddlebag.versions.MirrorVersions;
import io.saddlebag.versions.VersionListing;
import io.saddlebag.versions.VersionListing.Listed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The versions that a mirror keeps, for people or for scripts. */
final class VersionsOutput {

    private static final String ROW = "%-23s %-8s %10s %-19s  %s";
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Destination destination;
    private final Path mirror;
    private final PrintWriter out;
    private final boolean json;

    /**
     * A listing.
     *
     * @param mirror where the destination is
     */
    VersionsOutput(Destination destination, Path mirror, PrintWriter out, boolean json) {
        this.destination = destination;
        this.mirror = mirror;
        this.out = out;
        this.json = json;
    }

    /** The versions of a path and of those below it. */
    ExitCode list(Path path) throws IOException {
        var listing = new VersionListing(destination);
        if (json) {
            var document = new JsonDocument(out)
                    .field("since", MirrorVersions.knownSince(destination).orElse(null))
                    .array("versions");
            listing.forEach(path, version -> write(version, document));
            document.endArray().field("exitCode", ExitCode.DONE.code()).end();
        } else {
            out.println(row("WENT", "WHY", "SIZE", "MODIFIED", "PATH"));
            listing.forEach(path, this::print);
        }
        return ExitCode.DONE;
    }

    private void print(Listed version) {
        out.println(row(
                Times.localMillis(version.name().time(), ZoneId.systemDefault()),
                version.name().reason().text(),
                DisplayBytes.of(version.entry().version().size()),
                Times.local(modified(version), ZoneId.systemDefault()),
                DisplayPath.of(version.path())));
    }

    private static String row(Object... columns) {
        return String.format(Locale.ROOT, ROW, columns).stripTrailing();
    }

    private static Instant modified(Listed version) {
        long nanos = version.entry().version().modified();
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    private void write(Listed version, JsonDocument document) {
        document.object().field("path", version.path().toString());
        if (!PathBytes.isText(version.path())) {
            document.field("raw", Base64.getEncoder().encodeToString(PathBytes.of(version.path())));
        }
        document.field("went", version.name().time())
                .field("why", version.name().reason().text())
                .field("type", version.entry().type() == FileType.LINK ? "link" : "file")
                .field("size", version.entry().version().size())
                .field("modified", modified(version))
                .field("file", mirror.resolve(version.entry().path()).toString())
                .endObject();
    }
}
