package io.saddlebag;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why the first message of an outbox could not be sent so far, in a file, so that other processes can tell. The log is told
 * of it once, not at each attempt.
 */
final class SendingProblem {

    private static final Logger LOG = LoggerFactory.getLogger(SendingProblem.class);

    private final Path file;
    private final Clock clock;

    SendingProblem(Path outbox, Clock clock) {
        this.file = outbox.resolve(".problem");
        this.clock = clock;
    }

    /**
     * What is known of it.
     *
     * @param reason a sentence
     * @param tried when it was met last
     */
    record Known(String reason, Instant tried) {}

    /** Empty if the last attempt succeeded, or there was none. */
    Optional<Known> known() {
        try {
            var json = Json.MAPPER.readTree(Files.readAllBytes(file));
            return Optional.of(new Known(
                    json.path("reason").asText(),
                    Instant.parse(json.path("tried").asText())));
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }

    void met(String reason) {
        if (known().filter(known -> known.reason().equals(reason)).isEmpty()) {
            LOG.warn("Messages wait in the outbox and are tried again. {}", reason);
        }
        try {
            var json = Json.MAPPER
                    .createObjectNode()
                    .put("reason", reason)
                    .put("tried", clock.instant().toString());
            Files.write(file, Json.MAPPER.writeValueAsBytes(json));
        } catch (IOException e) {
            LOG.warn("{} cannot be written, \"saddlebag status\" will not tell: {}", file, Reason.of(e));
        }
    }

    void solved() {
        try {
            if (Files.deleteIfExists(file)) {
                LOG.info("Messages are sent again");
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", file, Reason.of(e));
        }
    }

    /** Loaded only where there is a message: it is much to load for a command that has none. */
    private static final class Json {

        private static final ObjectMapper MAPPER = new ObjectMapper();
    }
}
