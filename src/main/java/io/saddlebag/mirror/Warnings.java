package io.saddlebag.mirror;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a job has warned of since the process began, so that nothing is said at every poll. Remembers the last 10,000 files. */
final class Warnings {

    private static final int REMEMBERED = 10_000;
    private static final Duration REPEATED = Duration.ofHours(1);

    private final Clock clock;
    private final Map<Path, String> files = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, String> eldest) {
            return size() > REMEMBERED;
        }
    };
    private @Nullable String trouble;
    private Instant troubleSince = Instant.MIN;

    Warnings(Clock clock) {
        this.clock = clock;
    }

    /** Whether this was not said of the file before. */
    synchronized boolean isNew(Path file, String message) {
        return !message.equals(files.put(file, message));
    }

    synchronized void clear(Path file) {
        if (!files.isEmpty()) {
            files.remove(file);
        }
    }

    /** Whether the job as a whole did not fail for the same reason within the last hour. */
    synchronized boolean isNewTrouble(String message) {
        var now = clock.instant();
        if (message.equals(trouble) && now.isBefore(troubleSince.plus(REPEATED))) {
            return false;
        }
        trouble = message;
        troubleSince = now;
        return true;
    }

    synchronized void clearTrouble() {
        trouble = null;
    }
}
