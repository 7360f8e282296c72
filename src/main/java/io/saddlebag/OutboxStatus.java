package io.saddlebag;

import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * How many messages wait to be sent.
 *
 * @param waiting their number
 * @param since when the first of them was created
 * @param problem why the first of them could not be sent so far
 * @param tried when that was tried last
 */
public record OutboxStatus(int waiting, Optional<Instant> since, Optional<String> problem, Optional<Instant> tried) {

    /** Looks at the outbox; writes nothing. */
    public static OutboxStatus of(Settings settings) {
        return of(settings.home(), Clock.systemUTC());
    }

    static OutboxStatus of(Path home, Clock clock) {
        var directory = FileOutbox.directory(home);
        try {
            var names = FileOutbox.names(directory);
            if (names.isEmpty()) {
                return new OutboxStatus(0, Optional.empty(), Optional.empty(), Optional.empty());
            }
            var problem = new SendingProblem(directory, clock).known();
            return new OutboxStatus(
                    names.size(),
                    Optional.ofNullable(MessageFile.created(names.get(0))),
                    problem.map(SendingProblem.Known::reason),
                    problem.map(SendingProblem.Known::tried));
        } catch (IOException e) {
            var problem = "The outbox " + directory + " cannot be read: " + Reason.of(e)
                    + ". Make it a directory of the user that Saddlebag runs as; nobody is told until then.";
            return new OutboxStatus(0, Optional.empty(), Optional.of(problem), Optional.empty());
        }
    }

    /** Whether somebody should look: messages wait, and sending them failed, or the outbox cannot be read. */
    public boolean needsAttention() {
        return problem.isPresent();
    }
}
