package io.saddlebag.camel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.saddlebag.model.Counts;
import io.saddlebag.model.DirtyDirectory;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.Scope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FollowLogTest {

    private static final Scope PART = Scope.of(List.of(new DirtyDirectory(Path.of("a"), false)));

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.saddlebag.runs");
    private final FollowLog log = new FollowLog();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    @Test
    void tellsTheFirstFullSweepAndNoScopeThatGoesWell() {
        add(Outcome.DONE, null, Scope.WHOLE);
        add(Outcome.DONE, null, PART);
        add(Outcome.DONE, null, Scope.WHOLE);

        assertThat(lines.list).hasSize(1);
    }

    @Test
    void tellsOfTheSameTroubleOnce() {
        add(Outcome.GUARDED, "5 are gone", Scope.WHOLE);
        add(Outcome.GUARDED, "6 are gone", Scope.WHOLE);
        add(Outcome.GUARDED, "a guard is up", PART);
        add(Outcome.DONE, null, PART);
        add(Outcome.GUARDED, "6 are gone", Scope.WHOLE);

        assertThat(lines.list).hasSize(1);
    }

    @Test
    void tellsWhenWhatWasGoneIsBack() {
        add(Outcome.NOT_FOUND, "no disk", PART);
        add(Outcome.NOT_FOUND, "no disk", PART);
        add(Outcome.DONE, null, PART);
        add(Outcome.NOT_FOUND, "no disk", PART);

        assertThat(lines.list).hasSize(3);
    }

    private void add(Outcome outcome, @Nullable String message, Scope scope) {
        log.add(new Run(1, "docs", Instant.EPOCH, Instant.EPOCH, outcome, Counts.NONE, message), scope);
    }
}
