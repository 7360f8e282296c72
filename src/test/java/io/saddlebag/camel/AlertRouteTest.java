package io.saddlebag.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.alert.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertRouteTest {

    @TempDir
    private Path directory;

    private final AtomicInteger decided = new AtomicInteger();

    @Test
    void hasItDecidedWhenTheTimeHasCome() throws Exception {
        try (var engine = start(true)) {
            var consumer = engine.context().getRoute("alerts-decide").getConsumer();

            consumer.getProcessor().process(consumer.createExchange(true));

            assertThat(decided).hasValue(1);
        }
    }

    @Test
    void isNotStartedForACommand() {
        try (var engine = start(false)) {
            var status = engine.context().getRouteController().getRouteStatus("alerts-decide");

            assertThat(status.isStarted()).isFalse();
        }
    }

    private RouteEngine start(boolean everything) {
        var files = List.of(Path.of("routes/errors.camel.yaml"), Path.of("routes/alerts.camel.yaml"));
        return RouteEngine.start(
                new RouteEngine.Plan(files, List.of(), everything, Map.of(), Duration.ofSeconds(5)),
                new RouteEngine.Jobs(Map.of(), Map.of(), Map.of()),
                RunRecord.NONE,
                new Telling(
                        decided::incrementAndGet, new Mailing(directory, new NoMessages(), null, Duration.ofDays(1))));
    }

    private static final class NoMessages implements WaitingMessages {

        @Override
        public Message read(Path file) {
            throw new AssertionError("nothing waits");
        }

        @Override
        public boolean isSent(String name) {
            return false;
        }

        @Override
        public void sent(String name) {
            throw new AssertionError("nothing waits");
        }

        @Override
        public void failed(String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void partlyRejected(String reason) {
            throw new AssertionError(reason);
        }
    }
}
