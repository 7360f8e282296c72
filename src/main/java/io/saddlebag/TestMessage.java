package io.saddlebag;

import io.saddlebag.alert.Message;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/** The message that {@code alert --test} sends. */
final class TestMessage {

    private TestMessage() {}

    static Message at(Instant now) {
        var text = "This is a test. When you can read it, alerts from Saddlebag reach you.\n";
        return new Message(
                "test-" + now.toEpochMilli(),
                now,
                "[" + host() + "] Saddlebag: test message",
                text,
                "<!DOCTYPE html><html><body><p>" + text.strip() + "</p></body></html>",
                null);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
