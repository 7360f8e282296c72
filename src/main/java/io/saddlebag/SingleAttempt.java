package io.saddlebag;

import io.saddlebag.alert.Message;
import io.saddlebag.camel.Mailing;
import io.saddlebag.camel.WaitingMessages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One message that is tried once, and what came of it. Nothing is remembered or logged. */
final class SingleAttempt implements WaitingMessages {

    private final @Nullable Message message;
    private volatile boolean over;
    private volatile @Nullable String problem;

    /** Null where nothing is to be sent. */
    SingleAttempt(@Nullable Message message) {
        this.message = message;
    }

    Mailing mailing(Path directory, Settings settings) {
        return new Mailing(directory, this, settings.messaging().mail(), Duration.ofDays(1));
    }

    boolean isOver() {
        return over;
    }

    /** What went wrong. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public Message read(Path file) {
        return Objects.requireNonNull(message);
    }

    @Override
    public boolean isSent(String name) {
        return over;
    }

    @Override
    public void sent(String name) {
        over = true;
    }

    @Override
    public void failed(String reason) {
        problem = reason;
        over = true;
    }

    @Override
    public void partlyRejected(String reason) {
        problem = reason;
    }
}
