package io.saddlebag;

import io.saddlebag.camel.MailServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the admins are told.
 *
 * @param mail where mail is handed to; null where nobody is mailed
 * @param retry how long to wait after the first failed attempt to send
 * @param heartbeats by the names of jobs, what is called after each good run
 */
public record Messaging(@Nullable MailServer mail, Duration retry, Map<String, URI> heartbeats) {

    static final Duration DEFAULT_RETRY = Duration.ofSeconds(30);

    /** Nobody is told. */
    static final Messaging NONE = new Messaging(null, DEFAULT_RETRY, Map.of());

    /** The map is copied. */
    public Messaging {
        heartbeats = Map.copyOf(heartbeats);
    }

    /** How long a server may take to accept one message. */
    Duration patience() {
        return mail == null ? Duration.ofMinutes(1) : mail.timeout().multipliedBy(3);
    }

    /** Whether the admins are mailed. */
    public boolean mails() {
        return mail != null;
    }
}
