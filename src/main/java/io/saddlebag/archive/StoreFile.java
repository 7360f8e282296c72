package io.saddlebag.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saddlebag.model.SaddlebagException;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What {@code saddlebag-store.json} says: that a directory is a snapshot store, of which version, and whose.
 *
 * @param job the job that takes its snapshots
 * @param created when it was made
 */
record StoreFile(String job, Instant created) {

    private static final int VERSION = 1;
    private static final String FORMAT = "format";
    private static final String JOB = "job";
    private static final String CREATED = "created";
    private static final String SHA256 = "sha256";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Reads it.
     *
     * @param name what it is called in messages
     * @throws DamagedException when it is something else
     * @throws SaddlebagException when a newer version of Saddlebag wrote it
     */
    static StoreFile read(String name, InputStream input) throws IOException {
        try {
            var json = MAPPER.readTree(input);
            int version = json.path(FORMAT).asInt();
            if (version > VERSION) {
                throw new SaddlebagException(name + " has format " + version + ", this Saddlebag knows formats up to "
                        + VERSION + ". Use the version of Saddlebag that wrote it, or a newer one.");
            }
            if (version < 1) {
                throw new DamagedException(name + " is damaged: it has no format");
            }
            return new StoreFile(
                    json.path(JOB).asText(), Instant.parse(json.path(CREATED).asText()));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new DamagedException(name + " is damaged: " + e.getMessage(), e);
        }
    }

    /** Its bytes; the SHA-256 is that of the bytes without it. */
    byte[] bytes() {
        var json = MAPPER.createObjectNode().put(FORMAT, VERSION).put(JOB, job).put(CREATED, created.toString());
        return bytes(json.put(SHA256, Sha256.of(bytes(json))));
    }

    private static byte[] bytes(JsonNode json) {
        return (json.toPrettyString() + "\n").getBytes(UTF_8);
    }
}
