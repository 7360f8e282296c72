package io.saddlebag.archive;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.SnapshotId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes values of a manifest's lines. Members that are not known are passed over; those that are needed must be there. */
final class ManifestLines {

    private static volatile @Nullable KnownId lastId;

    private ManifestLines() {}

    static ManifestHeader header(JsonNode line) {
        return new ManifestHeader(
                id(text(line, ManifestNames.ID)),
                number(line, ManifestNames.SEQUENCE),
                line.has(ManifestNames.BASE) ? id(text(line, ManifestNames.BASE)) : null,
                id(text(line, ManifestNames.FULL)),
                text(line, ManifestNames.REASON),
                sources(line.path(ManifestNames.SOURCES)),
                text(line, ManifestNames.FILTERS),
                Instant.parse(text(line, ManifestNames.START)),
                Instant.parse(text(line, ManifestNames.END)),
                totals(line),
                line.path(ManifestNames.COMPLETE).asBoolean(),
                new Archive(
                        text(line, ManifestNames.ARCHIVE),
                        number(line, ManifestNames.ARCHIVE_SIZE),
                        optional(line, ManifestNames.ARCHIVE_SHA256)),
                ids(line.path(ManifestNames.REPLACES)));
    }

    private static List<Source> sources(JsonNode array) {
        var sources = new ArrayList<Source>();
        array.forEach(source ->
                sources.add(new Source(text(source, ManifestNames.NAME), text(source, ManifestNames.LOCATION))));
        return sources;
    }

    private static Totals totals(JsonNode line) {
        return new Totals(
                number(line, ManifestNames.ENTRIES),
                number(line, ManifestNames.FILES),
                number(line, ManifestNames.BYTES),
                number(line, ManifestNames.STORED_FILES),
                number(line, ManifestNames.STORED_BYTES));
    }

    private static List<SnapshotId> ids(JsonNode array) {
        var ids = new ArrayList<SnapshotId>();
        array.forEach(value -> ids.add(id(value.asText())));
        return ids;
    }

    static ManifestEntry entry(JsonNode line) {
        var type = FileType.valueOf(text(line, ManifestNames.TYPE).toUpperCase(Locale.ROOT));
        return new ManifestEntry(
                inside(Objects.requireNonNull(
                        bytes(line, ManifestNames.PATH, ManifestNames.RAW), "an entry has no path")),
                type,
                version(line, type),
                Integer.parseInt(text(line, ManifestNames.MODE), 8),
                new Owner(
                        (int) number(line, ManifestNames.UID),
                        (int) number(line, ManifestNames.GID),
                        optional(line, ManifestNames.OWNER),
                        optional(line, ManifestNames.GROUP)),
                path(line, ManifestNames.LINK, ManifestNames.LINK_RAW),
                inside(line, ManifestNames.HARDLINK, ManifestNames.HARDLINK_RAW),
                held(line),
                extended(line.path(ManifestNames.EXTENDED)),
                line.path(ManifestNames.STALE).asBoolean());
    }

    private static FileVersion version(JsonNode line, FileType type) {
        return new FileVersion(
                type == FileType.FILE ? number(line, ManifestNames.SIZE) : 0,
                NanoTime.parse(text(line, ManifestNames.MTIME)),
                line.has(ManifestNames.INODE) ? number(line, ManifestNames.INODE) : 0,
                line.has(ManifestNames.CTIME) ? NanoTime.parse(text(line, ManifestNames.CTIME)) : 0);
    }

    private static ExtendedAttributes extended(JsonNode object) {
        if (object.isEmpty()) {
            return ExtendedAttributes.NONE;
        }
        var values = new TreeMap<String, byte[]>();
        object.fieldNames()
                .forEachRemaining(name -> values.put(name, Base64.getDecoder().decode(text(object, name))));
        return ExtendedAttributes.of(values);
    }

    private static @Nullable Held held(JsonNode line) {
        return line.has(ManifestNames.SHA256)
                ? new Held(
                        id(text(line, ManifestNames.IN)),
                        inside(line, ManifestNames.AS, ManifestNames.AS_RAW),
                        text(line, ManifestNames.SHA256))
                : null;
    }

    private static @Nullable Path inside(JsonNode line, String name, String rawName) {
        var bytes = bytes(line, name, rawName);
        return bytes == null ? null : inside(bytes);
    }

    /** A path that leads nowhere but down from where it is restored. */
    private static Path inside(byte[] bytes) {
        var names = new String(bytes, StandardCharsets.ISO_8859_1).split("/", -1);
        for (var name : names) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf(0) >= 0) {
                throw new IllegalArgumentException("an entry has a path that no file below a directory has");
            }
        }
        return PathBytes.toPath(bytes);
    }

    private static @Nullable Path path(JsonNode line, String name, String rawName) {
        var bytes = bytes(line, name, rawName);
        return bytes == null ? null : PathBytes.toPath(bytes);
    }

    private static byte @Nullable [] bytes(JsonNode line, String name, String rawName) {
        if (line.has(rawName)) {
            return Base64.getDecoder().decode(text(line, rawName));
        }
        return line.has(name) ? text(line, name).getBytes(StandardCharsets.UTF_8) : null;
    }

    /** Most entries of a manifest name one snapshot, and to read an id takes as long as the rest of an entry. */
    private static SnapshotId id(String text) {
        var known = lastId;
        if (known == null || !known.text().equals(text)) {
            known = SnapshotId.parse(text)
                    .map(id -> new KnownId(text, id))
                    .orElseThrow(() -> new IllegalArgumentException(text + " is not a snapshot's id"));
            lastId = known;
        }
        return known.id();
    }

    private record KnownId(String text, SnapshotId id) {}

    private static long number(JsonNode line, String name) {
        var value = line.get(name);
        if (value == null || !value.canConvertToLong()) {
            throw new IllegalArgumentException("a line has no number " + name);
        }
        return value.asLong();
    }

    private static String text(JsonNode line, String name) {
        var value = line.get(name);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException("a line has no text " + name);
        }
        return value.asText();
    }

    private static @Nullable String optional(JsonNode line, String name) {
        return line.has(name) ? text(line, name) : null;
    }
}
