package io.saddlebag.restore;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Paths that failed; of too many it takes any for one. Safe to use from several threads. */
final class FailedPaths {

    private static final int MOST = 10_000;

    private final Set<Path> paths = new HashSet<>();

    synchronized void add(Path path) {
        if (paths.size() < MOST) {
            paths.add(path);
        }
    }

    synchronized boolean mayHave(Path path) {
        return paths.size() == MOST || paths.contains(path);
    }
}
