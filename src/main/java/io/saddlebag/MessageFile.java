package io.saddlebag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saddlebag.alert.Message;
import io.saddlebag.tree.TemporaryName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A message as a JSON file. The names of files sort in the order in which their messages were created. */
final class MessageFile {

    static final String SUFFIX = ".json";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH-mm-ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern NAME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d\\.\\d{9}Z)-([a-z0-9-]+)\\.json");
    /** More than any message has; what is longer is none. */
    private static final int LONGEST = 64 << 20;

    /** How much of what is no message is told. */
    private static final int LONGEST_UNKNOWN = 100_000;

    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private MessageFile() {}

    static String name(Message message) {
        return TIME.format(message.created()) + "-" + message.id() + SUFFIX;
    }

    /** The id of the message in a file of this name; a name that is none of ours is the id itself. */
    static String id(String name) {
        var match = NAME.matcher(name);
        return match.matches() ? match.group(2) : name;
    }

    /** When the message in a file of this name was created; null for a name that is none of ours. */
    static @Nullable Instant created(String name) {
        var match = NAME.matcher(name);
        try {
            return match.matches() ? TIME.parse(match.group(1), Instant::from) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Puts a message into a directory, whole and on the disk, readable by its owner only. */
    static void write(Message message, Path directory) throws IOException {
        var file = directory.resolve(name(message));
        var temporary = TemporaryName.beside(file);
        try {
            try (var out = FileChannel.open(temporary, NEW, OWNER_ONLY)) {
                for (var rest = ByteBuffer.wrap(bytes(message)); rest.hasRemaining(); ) {
                    out.write(rest);
                }
                out.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            try (var parent = FileChannel.open(directory, StandardOpenOption.READ)) {
                parent.force(true);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static byte[] bytes(Message message) throws IOException {
        var json = Json.MAPPER
                .createObjectNode()
                .put("id", message.id())
                .put("created", message.created().toString())
                .put("subject", message.subject())
                .put("text", message.text())
                .put("html", message.html());
        var attachment = message.attachment();
        if (attachment != null) {
            json.putObject("attachment").put("name", attachment.name()).put("text", attachment.text());
        }
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }

    /** The message of a file; one that cannot be read becomes a message about it, so that it is not lost. */
    static Message read(Path file, Instant now) {
        var name = String.valueOf(file.getFileName());
        try {
            return message(Json.MAPPER.readTree(start(file, LONGEST)));
        } catch (IOException | RuntimeException e) {
            var text = "The file " + name + " of the outbox is no message of Saddlebag's: " + e.getMessage()
                    + "\nWhat it holds:\n\n" + content(file);
            var created = created(name);
            var html = "<!DOCTYPE html><html><body><pre>"
                    + text.replace("&", "&amp;").replace("<", "&lt;") + "</pre></body></html>";
            return new Message(
                    "unreadable-" + Integer.toHexString(name.hashCode()),
                    created == null ? now : created,
                    "Saddlebag: a message that cannot be read",
                    text,
                    html,
                    null);
        }
    }

    private static String content(Path file) {
        try {
            return new String(start(file, LONGEST_UNKNOWN), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "It cannot be read.";
        }
    }

    /** Whatever lies there: memory is bounded. */
    private static byte[] start(Path file, int bytes) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(bytes);
        }
    }

    private static Message message(JsonNode json) throws IOException {
        var attachment = json.get("attachment");
        return new Message(
                text(json, "id"),
                Instant.parse(text(json, "created")),
                text(json, "subject"),
                text(json, "text"),
                text(json, "html"),
                attachment == null ? null : new Message.Attachment(text(attachment, "name"), text(attachment, "text")));
    }

    private static String text(JsonNode json, String field) throws IOException {
        var value = json.get(field);
        if (value == null || !value.isTextual()) {
            throw new IOException("it has no " + field);
        }
        return value.textValue();
    }

    /** Loaded only where there is a message: it is much to load for a command that has none. */
    private static final class Json {

        private static final ObjectMapper MAPPER = new ObjectMapper();
    }
}
