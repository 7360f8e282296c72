package io.saddlebag.cli;

import io.saddlebag.archive.DamagedException;
import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.model.DisplayBytes;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.model.SnapshotId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A store's snapshots, or one's entries, for people or for scripts. */
final class SnapshotsOutput {

    private static final String ROW = "%-36s %-12s %-19s %9s %10s %10s  %s";

    private final SnapshotStore store;
    private final PrintWriter out;
    private final boolean json;

    SnapshotsOutput(SnapshotStore store, PrintWriter out, boolean json) {
        this.store = store;
        this.out = out;
        this.json = json;
    }

    /** All snapshots, those last that cannot be read. */
    ExitCode list() throws IOException {
        var snapshots = store.snapshots();
        var result = snapshots.damaged().isEmpty() ? ExitCode.DONE : ExitCode.DAMAGED;
        if (json) {
            var document = new JsonDocument(out).array("snapshots");
            snapshots.headers().forEach(header -> write(header, document));
            document.endArray().array("damaged");
            snapshots
                    .damaged()
                    .forEach(damaged -> document.object()
                            .field("id", damaged.id().toString())
                            .field("message", damaged.message())
                            .endObject());
            document.endArray().field("exitCode", result.code()).end();
            return result;
        }
        out.println(row("ID", "KIND", "STARTED", "FILES", "SIZE", "STORED", "BASE"));
        snapshots.headers().forEach(this::print);
        snapshots.damaged().forEach(damaged -> out.println(damaged.id() + " " + damaged.message()));
        return result;
    }

    private void print(ManifestHeader header) {
        var partial = header.complete() ? "" : " (partial)";
        out.println(row(
                header.id().toString(),
                header.kind().text(),
                Times.local(header.started(), ZoneId.systemDefault()),
                Long.toString(header.counts().files()),
                DisplayBytes.of(header.counts().bytes()),
                DisplayBytes.of(header.archive().size()),
                text(header.base()) + partial));
    }

    private static String row(Object... columns) {
        return String.format(Locale.ROOT, ROW, columns).stripTrailing();
    }

    private static String text(@Nullable SnapshotId id) {
        return id == null ? "-" : id.toString();
    }

    private static void write(ManifestHeader header, JsonDocument document) {
        document.object()
                .field("id", header.id().toString())
                .field("kind", header.kind().text())
                .field("base", header.base() == null ? null : header.base().toString())
                .field("full", header.full().toString())
                .field("reason", header.reason())
                .field("started", header.started())
                .field("ended", header.ended())
                .field("complete", header.complete())
                .field("entries", header.counts().entries())
                .field("files", header.counts().files())
                .field("bytes", header.counts().bytes())
                .field("storedFiles", header.counts().storedFiles())
                .field("storedBytes", header.counts().storedBytes())
                .field("archive", header.archive().name())
                .field("archiveSize", header.archive().size())
                .endObject();
    }

    /** The entries of one snapshot, in their order. */
    ExitCode entries(SnapshotId id) throws IOException {
        try (var manifest = store.manifest(id)) {
            if (json) {
                var document = new JsonDocument(out).field("id", id.toString()).array("entries");
                for (var entry = manifest.next(); entry != null; entry = manifest.next()) {
                    write(entry, document);
                }
                document.endArray().field("exitCode", ExitCode.DONE.code()).end();
                return ExitCode.DONE;
            }
            for (var entry = manifest.next(); entry != null; entry = manifest.next()) {
                print(entry);
            }
            return ExitCode.DONE;
        } catch (DamagedException e) {
            out.flush();
            throw new SaddlebagException(Outcome.DAMAGED, String.valueOf(e.getMessage()), e);
        }
    }

    private void print(ManifestEntry entry) {
        var link = entry.link() == null ? entry.hardlink() : entry.link();
        out.println(String.format(
                Locale.ROOT,
                "%s%04o %10s %s %s%s%s",
                type(entry),
                entry.mode(),
                DisplayBytes.of(entry.size()),
                Times.local(modified(entry), ZoneId.systemDefault()),
                DisplayPath.of(entry.path()),
                link == null ? "" : (entry.link() == null ? " = " : " -> ") + DisplayPath.of(link),
                entry.stale() ? " (stale)" : ""));
    }

    private static String type(ManifestEntry entry) {
        return switch (entry.type()) {
            case FILE -> "-";
            case DIRECTORY -> "d";
            case LINK -> "l";
            case OTHER -> "?";
        };
    }

    private static Instant modified(ManifestEntry entry) {
        long second = TimeUnit.SECONDS.toNanos(1);
        return Instant.ofEpochSecond(Math.floorDiv(entry.modified(), second), Math.floorMod(entry.modified(), second));
    }

    private static void write(ManifestEntry entry, JsonDocument document) {
        document.object().field("path", entry.path().toString());
        if (!PathBytes.isText(entry.path())) {
            document.field("raw", Base64.getEncoder().encodeToString(PathBytes.of(entry.path())));
        }
        document.field("type", entry.type().name().toLowerCase(Locale.ROOT))
                .field("size", entry.size())
                .field("modified", modified(entry))
                .field("mode", String.format("%04o", entry.mode()))
                .field("link", text(entry.link()))
                .field("hardlink", text(entry.hardlink()));
        var held = entry.held();
        if (held != null) {
            document.field("sha256", held.sha256()).field("in", held.in().toString());
        }
        document.field("stale", entry.stale()).endObject();
    }

    private static @Nullable String text(@Nullable Path path) {
        return path == null ? null : Objects.toString(path);
    }
}
