package io.saddlebag;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;

/** A mail server in this process, at a port that stays the same while it is down. */
final class MailHost implements AutoCloseable {

    private final ServerSetup setup;
    private GreenMail server;

    private MailHost(int port, String protocol) {
        this.setup = new ServerSetup(port, "127.0.0.1", protocol);
        this.server = new GreenMail(setup);
    }

    /** One that is down. */
    static MailHost down() throws IOException {
        try (var free = new ServerSocket(0)) {
            return new MailHost(free.getLocalPort(), ServerSetup.PROTOCOL_SMTP);
        }
    }

    static MailHost up() throws IOException {
        var host = down();
        host.start();
        return host;
    }

    void start() {
        server = new GreenMail(setup);
        server.start();
    }

    GreenMail server() {
        return server;
    }

    int port() {
        return setup.getPort();
    }

    /** The lines of a configuration that mails ada over it. */
    String lines() {
        return """
                mail.host = 127.0.0.1
                mail.port = %d
                mail.security = none
                mail.to = ada@example.org
                alert.retry = 50ms
                """.formatted(port());
    }

    /** What arrived, each mail once. */
    List<MimeMessage> mails() {
        return Arrays.asList(server.getReceivedMessages());
    }

    /** Whose mailboxes there are: those that something arrived for. */
    List<String> mailboxes() {
        return server.getUserManager().listUser().stream()
                .map(user -> user.getEmail())
                .toList();
    }

    static String header(MimeMessage mail, String name) {
        try {
            return mail.getHeader(name, null);
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
