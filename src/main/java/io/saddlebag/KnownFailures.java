package io.saddlebag;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why paths failed last, so that trying again and again is told of once; the oldest are forgotten. Safe for several threads. */
final class KnownFailures {

    private static final int MOST = 1_000;

    private final Map<Path, String> reasons = new LinkedHashMap<>();

    /** Remembers a failure and returns whether it is the one that this path had last. */
    synchronized boolean repeats(Path path, String reason) {
        boolean same = reason.equals(reasons.put(path, reason));
        if (reasons.size() > MOST) {
            reasons.remove(reasons.keySet().iterator().next());
        }
        return same;
    }

    /** The path did not fail this time. */
    synchronized void forget(Path path) {
        reasons.remove(path);
    }
}
