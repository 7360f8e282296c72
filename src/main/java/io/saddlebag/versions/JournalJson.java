package io.saddlebag.versions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.PathBytes;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** A journal as text: one JSON object on each line. Members without a value are left out. */
final class JournalJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JournalJson() {}

    static byte[] write(JournalLine line) throws IOException {
        var json = MAPPER.createObjectNode();
        json.put("time", line.time().toString());
        if (!line.name().equals(JournalLine.SELF)) {
            var bytes = PathBytes.of(line.name());
            var text = new String(bytes, UTF_8);
            json.put("name", text);
            if (!Arrays.equals(text.getBytes(UTF_8), bytes)) {
                json.put("raw", Base64.getEncoder().encodeToString(bytes));
            }
        }
        json.put("was", line.was().text());
        if (line.version() != null) {
            json.put("version", line.version().toString());
        }
        if (line.attributes() != null) {
            write(line.attributes(), json);
        }
        return MAPPER.writeValueAsBytes(json);
    }

    private static void write(JournalLine.Attributes attributes, ObjectNode json) {
        json.put("mode", Integer.toOctalString(010000 | attributes.mode()).substring(1));
        json.put("mtime", attributes.modified());
        json.put("uid", attributes.uid());
        json.put("gid", attributes.gid());
        var extended = attributes.extended();
        if (!extended.isEmpty()) {
            var values = json.putObject("xattrs");
            for (var name : new TreeSet<>(extended.names())) {
                var value = Objects.requireNonNull(extended.value(name));
                var bytes = new byte[value.remaining()];
                value.get(bytes);
                values.put(name, bytes);
            }
        }
    }

    /** The lines of a journal. One that a crash cut short, or that is none, is passed over. */
    static List<JournalLine> read(byte[] journal) {
        var lines = new ArrayList<JournalLine>();
        int start = 0;
        for (int at = 0; at <= journal.length; at++) {
            if (at == journal.length || journal[at] == '\n') {
                if (at > start) {
                    read(journal, start, at - start).ifPresent(lines::add);
                }
                start = at + 1;
            }
        }
        return lines;
    }

    private static Optional<JournalLine> read(byte[] journal, int start, int length) {
        try {
            var json = MAPPER.readTree(journal, start, length);
            var was = JournalLine.Was.valueOf(json.path("was").asText().toUpperCase(Locale.ROOT));
            var version = json.has("version")
                    ? VersionName.parse(json.get("version").asText()).orElse(null)
                    : null;
            var attributes = json.has("mode") ? attributes(json) : null;
            var time = Instant.parse(json.path("time").asText());
            return Optional.of(new JournalLine(time, name(json), was, version, attributes));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Nothing but one name: no way to another directory. */
    private static Path name(JsonNode json) throws IOException {
        if (!json.has("name")) {
            return JournalLine.SELF;
        }
        var name = json.has("raw")
                ? PathBytes.toPath(bytes(json.get("raw")))
                : Path.of(json.get("name").asText());
        if (name.getNameCount() != 1 || name.isAbsolute() || name.startsWith("..") || name.startsWith(".")) {
            throw new InvalidPathException(name.toString(), "not a name");
        }
        return name;
    }

    private static JournalLine.Attributes attributes(JsonNode json) throws IOException {
        var values = new HashMap<String, byte[]>();
        for (var field : json.path("xattrs").properties()) {
            values.put(field.getKey(), bytes(field.getValue()));
        }
        return new JournalLine.Attributes(
                Integer.parseInt(json.get("mode").asText(), 8),
                json.path("mtime").asLong(),
                json.path("uid").asInt(),
                json.path("gid").asInt(),
                values.isEmpty() ? ExtendedAttributes.NONE : ExtendedAttributes.of(values));
    }

    private static byte[] bytes(JsonNode json) throws IOException {
        var bytes = json.binaryValue();
        if (bytes == null) {
            throw new InvalidObjectException("not a text in base64");
        }
        return bytes;
    }
}
