package io.saddlebag.camel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;

/**
 * What the routes that send messages are given.
 *
 * @param directory the outbox
 * @param messages the same with its memory
 * @param server where mail is handed to; null where none is configured
 * @param retry how long to wait after a failed attempt, for the first time
 */
public record Mailing(
        Path directory, WaitingMessages messages, @Nullable MailServer server, Duration retry) {

    /** The id of the route that sends what is in the outbox. */
    static final String ROUTE = "outbox";

    /** What follows the host in the URL of a webhook may be all that keeps others from using it. */
    private static final Pattern SECRET_PART = Pattern.compile("(https?://[^/?#\\s]+)[^\\s]*");

    void bind(Main main) {
        main.bind("outboxSent", new OutboxRepository(messages));
        main.bind("outboxFailed", (Processor) this::tell);
        main.bind("mailSender", new MailSender(server, messages));
    }

    /** What placeholders in the routes stand for. */
    Map<String, String> properties() {
        return Map.of(
                "outbox.directory", JobTemplates.escape(directory.toString()),
                "alert.retry", String.valueOf(retry.toMillis()),
                "mail.host", server == null ? "localhost" : server.host(),
                "mail.port", String.valueOf(server == null ? MailServer.Security.NONE.port() : server.port()));
    }

    private void tell(Exchange exchange) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (failure != null) {
            var reason = server == null ? RouteFailure.reason(failure) : MailFailure.reason(failure, server);
            messages.failed(SECRET_PART.matcher(reason).replaceAll("$1/…"));
        }
    }
}
