package io.saddlebag;

import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.RunOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each good full run calls the job's heartbeat, and no other run does. */
@Timeout(120)
class HeartbeatRouteTest {

    private static final Duration TIME = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void startTheService() throws Exception {
        Files.createDirectory(directory.resolve("src"));
        Files.writeString(directory.resolve("src/letter"), "Dear Ada");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopTheService() {
        server.stop(0);
    }

    @Test
    void isCalledAfterAGoodRun() {
        assertThat(run("mirror", RunOptions.DEFAULT)).isEqualTo(Outcome.DONE);

        assertThat(calls).containsExactly("GET /ping/s3cret?a=b");
    }

    @Test
    void isCalledAfterASnapshotAndACollect() {
        run("snapshot", RunOptions.DEFAULT);
        assertThat(calls).hasSize(1);

        run("collect\njob.documents.settle = 0s", RunOptions.DEFAULT);
        assertThat(calls).hasSize(2);
    }

    @Test
    void isNotCalledAfterARunThatFailed() throws Exception {
        Files.delete(directory.resolve("src/letter"));
        Files.delete(directory.resolve("src"));

        assertThat(run("mirror", RunOptions.DEFAULT)).isEqualTo(Outcome.FAILED);

        assertThat(calls).isEmpty();
    }

    @Test
    void failsNoRunWhereNobodyAnswers() {
        server.stop(0);

        assertThat(run("mirror", RunOptions.DEFAULT)).isEqualTo(Outcome.DONE);
    }

    @Test
    void isCalledByTheDaemon() {
        try (var daemon = Application.forDaemon(settings("mirror\njob.documents.schedule = * * * * * ?"))) {
            eventually(TIME, () -> assertThat(calls).as("%s", daemon).hasSizeGreaterThan(1));
        }
    }

    private @Nullable Outcome run(String type, RunOptions options) {
        try (var command = Application.forCommand(settings(type), List.of("documents"))) {
            return command.run("documents", options).outcome();
        }
    }

    private Settings settings(String type) {
        return new ConfigurationFile(directory)
                .read("""
                job.documents.source = src
                job.documents.destination = dst-%s
                job.documents.heartbeat = http://127.0.0.1:%d/ping/s3cret?a=b
                job.documents.type = %s
                """.formatted(type.split("\n")[0], server.getAddress().getPort(), type));
    }
}
