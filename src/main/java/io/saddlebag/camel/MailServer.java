package io.saddlebag.camel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server that mail is handed to, and what all mail has in common. Its text shows no password.
 *
 * @param host name or address, an IPv6 one in brackets
 * @param security how the connection is kept private
 * @param login who to be there; null where the server asks nobody
 * @param from the sender's address
 * @param to the admins' addresses
 * @param timeout how long to wait for a connection and for each answer
 * @param certificate a file with certificates to trust instead of those that Java knows; null for none
 */
public record MailServer(
        String host,
        int port,
        Security security,
        @Nullable Login login,
        String from,
        List<String> to,
        Duration timeout,
        @Nullable Path certificate) {

    /** The list is copied. */
    public MailServer {
        to = List.copyOf(to);
    }

    /** How a connection to a mail server is kept private. */
    public enum Security {
        /** Not at all. */
        NONE(25, "smtp"),
        /** By TLS from the first commands on; a server that does not offer it is not used. */
        STARTTLS(587, "smtp"),
        /** By TLS from the first byte on. */
        TLS(465, "smtps");

        private final int port;
        private final String protocol;

        Security(int port, String protocol) {
            this.port = port;
            this.protocol = protocol;
        }

        /** The port that such servers usually have. */
        public int port() {
            return port;
        }

        String protocol() {
            return protocol;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who somebody is, and how that is proved; its text does not tell. */
    public record Login(String username, String password) {

        @Override
        public String toString() {
            return username;
        }
    }

    /** Connects, authenticates and leaves again; returns what went wrong. No mail is sent. */
    public Optional<String> tryConnection() {
        return new MailSender(this).tryConnection();
    }

    String place() {
        return host + ":" + port;
    }
}
