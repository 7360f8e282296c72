package io.saddlebag.camel;

import io.saddlebag.alert.Message;
import java.nio.file.Path;

/** The outbox, as the route that sends from it needs it. Nothing of it throws: what is wrong with it must not hold mail back. */
public interface WaitingMessages {

    /** The message of a file; one that cannot be read is a message that says so and holds what the file holds. */
    Message read(Path file);

    /** Whether the message of a file of this name was sent. */
    boolean isSent(String name);

    /** The message of a file of this name was sent. */
    void sent(String name);

    /** An attempt to send the first message failed; it is tried again. */
    void failed(String reason);

    /** A message was accepted, but not for all who should get it. */
    void partlyRejected(String reason);
}
