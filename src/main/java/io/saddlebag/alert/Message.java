package io.saddlebag.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message to the admins, ready to be sent.
 *
 * @param id unique and stable: [a-z0-9-]+, used for the file name in the outbox and the Message-ID
 * @param created when it was decided
 * @param subject one line, no control characters
 * @param text plain text body, \n line ends
 * @param html the same as HTML, a whole document
 * @param attachment text to attach as a file (the log of the run), or null
 */
public record Message(
        String id,
        Instant created,
        String subject,
        String text,
        String html,
        @Nullable Attachment attachment) {

    /**
     * A text that comes with a message.
     *
     * @param name file name, e.g. documents-run-17.log
     * @param text its content, at most 10 MB
     */
    public record Attachment(String name, String text) {}
}
