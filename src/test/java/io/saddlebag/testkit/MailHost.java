package io.saddlebag.testkit;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;

/** A mail server in this process, at a port that stays the same while it is down. */
public final class MailHost implements AutoCloseable {

    private final ServerSetup setup;
    private GreenMail server;

    private MailHost(int port, String protocol) {
        this.setup = new ServerSetup(port, "127.0.0.1", protocol);
        this.server = new GreenMail(setup);
    }

    /** One that is down. */
    public static MailHost down() throws IOException {
        try (var free = new ServerSocket(0)) {
            return new MailHost(free.getLocalPort(), ServerSetup.PROTOCOL_SMTP);
        }
    }

    /** One that takes mail. */
    public static MailHost up() throws IOException {
        var host = down();
        host.start();
        return host;
    }

    /** Takes mail from now on. */
    public void start() {
        server = new GreenMail(setup);
        server.start();
    }

    /** It, until it is started again. */
    public GreenMail server() {
        return server;
    }

    /** Its port, also while it is down. */
    public int port() {
        return setup.getPort();
    }

    /** The lines of a configuration that mails ada over it. */
    public String lines() {
        return lines(port());
    }

    /** The same for another server. */
    public static String lines(int port) {
        return """
                mail.host = 127.0.0.1
                mail.port = %d
                mail.security = none
                mail.to = ada@example.org
                alert.retry = 50ms
                """.formatted(port);
    }

    /** What arrived, each mail once. */
    public List<MimeMessage> mails() {
        return Arrays.asList(server.getReceivedMessages());
    }

    /** Whose mailboxes there are: those that something arrived for. */
    public List<String> mailboxes() {
        return server.getUserManager().listUser().stream()
                .map(user -> user.getEmail())
                .toList();
    }

    /** All values of a header; null where there is none. */
    public static String header(MimeMessage mail, String name) {
        try {
            return mail.getHeader(name, null);
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The subjects of what arrived, in order. */
    public List<String> subjects() {
        return mails().stream().map(mail -> header(mail, "Subject")).toList();
    }

    @Override
    public void close() {
        server.stop();
    }
}
