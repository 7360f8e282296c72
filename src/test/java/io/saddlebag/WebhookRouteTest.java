package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.sun.net.httpserver.HttpServer;
import io.saddlebag.alert.Message;
import io.saddlebag.testkit.MailHost;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The steps that docs/alerts.md shows for webhooks, in the shipped file, post what they say they post. */
@Timeout(120)
class WebhookRouteTest {

    private static final String MAIL_STEP = "        - to: {id: outbox-mail,";

    @TempDir
    Path directory;

    private final Queue<String> posted = new ConcurrentLinkedQueue<>();
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void startTheService() throws Exception {
        Files.createDirectories(directory.resolve("my-routes"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            posted.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Title") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopTheService() {
        server.stop(0);
    }

    @Test
    void postsTheTextWithTheSubjectAndMailsItThen() throws Exception {
        try (var host = MailHost.up()) {
            send(steps().get(0), host);

            assertThat(posted).containsExactly("POST backup \"failed\" No space left\n");
            assertThat(host.mails()).hasSize(1);
        }
    }

    @Test
    void postsJson() throws Exception {
        try (var host = MailHost.up()) {
            send(steps().get(1) + steps().get(0), host);

            assertThat(posted)
                    .containsExactly(
                            "POST backup \"failed\" {\"text\":\"backup \\\"failed\\\"\\n\\nNo space left\\n\"}");
        }
    }

    @Test
    void keepsAMessageThatTheServiceDoesNotTake() throws Exception {
        status = 503;
        try (var host = MailHost.up()) {
            send(steps().get(0), host);

            assertThat(host.mails()).isEmpty();
            assertThat(FileOutbox.names(directory.resolve("var/outbox"))).hasSize(1);
            assertThat(OutboxStatus.of(directory.resolve("var"), Clock.systemUTC())
                            .problem())
                    .get(STRING)
                    .contains("/… with statusCode: 503")
                    .doesNotContain("/topic");
        }
    }

    private static List<String> steps() throws Exception {
        return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/alerts.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private void send(String steps, MailHost host) throws Exception {
        var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/topic";
        var shipped = Files.readString(Path.of("routes/alerts.camel.yaml"));
        Files.writeString(
                directory.resolve("my-routes/alerts.camel.yaml"),
                shipped.replace(MAIL_STEP, steps.replace("{{env:NTFY_URL}}", url) + MAIL_STEP));
        var settings = new ConfigurationFile(directory)
                .read(ConfigurationFile.MIRROR + "saddlebag.routes = my-routes\n" + host.lines());
        try (var command = Application.forCommand(settings, List.of())) {
            command.outbox()
                    .put(new Message("one", Instant.EPOCH, "backup \"failed\"", "No space left\n", "<p>", null));
            command.deliverMessages(() -> false);
        }
    }
}
