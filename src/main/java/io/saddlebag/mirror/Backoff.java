package io.saddlebag.mirror;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Leaves a file that failed alone for a while, twice as long after each further failure. Remembers the last 10,000. */
final class Backoff {

    private static final int REMEMBERED = 10_000;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Clock clock;
    private final Duration first;
    private final Map<Path, Failures> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Failures(int count, Instant retry) {}

    Backoff(Clock clock, Duration first) {
        this.clock = clock;
        this.first = first.compareTo(LONGEST) < 0 ? first : LONGEST;
    }

    synchronized boolean isWaiting(Path file) {
        if (failures.isEmpty()) {
            return false;
        }
        var before = failures.get(file);
        return before != null && clock.instant().isBefore(before.retry());
    }

    /** Whether any file is being left alone. */
    synchronized boolean isWaiting() {
        var now = clock.instant();
        return failures.values().stream().anyMatch(failure -> now.isBefore(failure.retry()));
    }

    /** Returns how long the file is left alone. */
    synchronized Duration failed(Path file) {
        var before = failures.remove(file);
        int count = before == null ? 1 : before.count() + 1;
        var delay = delay(count);
        failures.put(file, new Failures(count, clock.instant().plus(delay)));
        return delay;
    }

    private Duration delay(int count) {
        var delay = first;
        for (int i = 1; i < count && delay.compareTo(LONGEST) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
    }

    synchronized void succeeded(Path file) {
        if (!failures.isEmpty()) {
            failures.remove(file);
        }
    }
}
