package io.saddlebag;

import io.saddlebag.alert.Message;
import java.time.Instant;

/** The message that {@code alert --test} sends. */
final class TestMessage {

    private TestMessage() {}

    static Message at(Instant now, String host) {
        var text = "This is a test. When you can read it, alerts from Saddlebag reach you.\n";
        return new Message(
                "test-" + now.toEpochMilli(),
                now,
                "[" + host + "] Saddlebag: test message",
                text,
                "<!DOCTYPE html><html><body><p>" + text.strip() + "</p></body></html>",
                null);
    }
}
