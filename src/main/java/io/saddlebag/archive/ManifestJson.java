package io.saddlebag.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.SnapshotId;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes a manifest's lines. Members without a value are left out; the order of members is fixed. */
final class ManifestJson implements Closeable {

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .rootValueSeparator((String) null)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final JsonGenerator json;
    private @Nullable SnapshotId lastId;
    private String lastIdText = "";

    /** Closing this flushes the output, and does not close it. */
    ManifestJson(OutputStream output) throws IOException {
        json = FACTORY.createGenerator(output);
    }

    static void write(ManifestHeader header, OutputStream output) throws IOException {
        try (var json = FACTORY.createGenerator(output)) {
            json.writeStartObject();
            json.writeNumberField(ManifestNames.FORMAT, ManifestNames.VERSION);
            json.writeStringField(ManifestNames.ID, header.id().toString());
            json.writeNumberField(ManifestNames.SEQUENCE, header.sequence());
            json.writeStringField(ManifestNames.KIND, header.kind().text());
            optional(json, ManifestNames.BASE, header.base());
            optional(json, ManifestNames.FULL, header.full());
            json.writeStringField(ManifestNames.REASON, header.reason());
            sources(json, header);
            json.writeStringField(ManifestNames.FILTERS, header.filters());
            json.writeStringField(ManifestNames.START, header.started().toString());
            json.writeStringField(ManifestNames.END, header.ended().toString());
            totals(json, header.counts());
            json.writeBooleanField(ManifestNames.COMPLETE, header.complete());
            json.writeStringField(ManifestNames.ARCHIVE, header.archive().name());
            json.writeNumberField(ManifestNames.ARCHIVE_SIZE, header.archive().size());
            optional(json, ManifestNames.ARCHIVE_SHA256, header.archive().sha256());
            json.writeArrayFieldStart(ManifestNames.REPLACES);
            for (var id : header.replaces()) {
                json.writeString(id.toString());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        output.write('\n');
    }

    private static void sources(JsonGenerator json, ManifestHeader header) throws IOException {
        json.writeArrayFieldStart(ManifestNames.SOURCES);
        for (var source : header.sources()) {
            json.writeStartObject();
            json.writeStringField(ManifestNames.NAME, source.name());
            json.writeStringField(ManifestNames.LOCATION, source.location());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void totals(JsonGenerator json, ManifestHeader.Totals totals) throws IOException {
        json.writeNumberField(ManifestNames.ENTRIES, totals.entries());
        json.writeNumberField(ManifestNames.FILES, totals.files());
        json.writeNumberField(ManifestNames.BYTES, totals.bytes());
        json.writeNumberField(ManifestNames.STORED_FILES, totals.storedFiles());
        json.writeNumberField(ManifestNames.STORED_BYTES, totals.storedBytes());
    }

    /** Writes the line of an entry. */
    void write(ManifestEntry entry) throws IOException {
        json.writeStartObject();
        path(json, ManifestNames.PATH, ManifestNames.RAW, entry.path());
        json.writeStringField(ManifestNames.TYPE, entry.type().name().toLowerCase(Locale.ROOT));
        if (entry.type() == FileType.FILE) {
            json.writeNumberField(ManifestNames.SIZE, entry.size());
        }
        json.writeStringField(ManifestNames.MTIME, NanoTime.text(entry.modified()));
        version(json, entry.version());
        json.writeStringField(
                ManifestNames.MODE, Integer.toOctalString(010000 | entry.mode()).substring(1));
        json.writeNumberField(ManifestNames.UID, entry.owner().uid());
        json.writeNumberField(ManifestNames.GID, entry.owner().gid());
        optional(json, ManifestNames.OWNER, entry.owner().user());
        optional(json, ManifestNames.GROUP, entry.owner().group());
        path(json, ManifestNames.LINK, ManifestNames.LINK_RAW, entry.link());
        path(json, ManifestNames.HARDLINK, ManifestNames.HARDLINK_RAW, entry.hardlink());
        held(entry.held());
        extended(json, entry.extended());
        if (entry.stale()) {
            json.writeBooleanField(ManifestNames.STALE, true);
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static void version(JsonGenerator json, FileVersion version) throws IOException {
        if (version.inode() != 0) {
            json.writeNumberField(ManifestNames.INODE, version.inode());
        }
        if (version.changed() != 0) {
            json.writeStringField(ManifestNames.CTIME, NanoTime.text(version.changed()));
        }
    }

    private static void extended(JsonGenerator json, ExtendedAttributes extended) throws IOException {
        if (extended.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(ManifestNames.EXTENDED);
        for (var name : new TreeSet<>(extended.names())) {
            var value = Objects.requireNonNull(extended.value(name));
            var bytes = new byte[value.remaining()];
            value.get(bytes);
            json.writeStringField(name, Base64.getEncoder().encodeToString(bytes));
        }
        json.writeEndObject();
    }

    private void held(ManifestEntry.@Nullable Held held) throws IOException {
        if (held != null) {
            json.writeStringField(ManifestNames.SHA256, held.sha256());
            json.writeStringField(ManifestNames.IN, text(held.in()));
            path(json, ManifestNames.AS, ManifestNames.AS_RAW, held.as());
        }
    }

    /** Most entries of a manifest name one snapshot. */
    private String text(SnapshotId id) {
        if (!id.equals(lastId)) {
            lastId = id;
            lastIdText = id.toString();
        }
        return lastIdText;
    }

    private static void path(JsonGenerator json, String name, String rawName, @Nullable Path path) throws IOException {
        if (path == null) {
            return;
        }
        var bytes = PathBytes.of(path);
        var text = new String(bytes, UTF_8);
        json.writeStringField(name, text);
        if (!Arrays.equals(text.getBytes(UTF_8), bytes)) {
            json.writeStringField(rawName, Base64.getEncoder().encodeToString(bytes));
        }
    }

    private static void optional(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
