package io.saddlebag.versions;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The paths that were added last; earlier ones are forgotten. Safe to use from several threads. */
final class Recent {

    private final Set<Path> paths;

    Recent(int most) {
        this.paths = Collections.newSetFromMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Path, Boolean> eldest) {
                return size() > most;
            }
        });
    }

    synchronized void add(Path path) {
        paths.add(path);
    }

    synchronized boolean has(Path path) {
        return paths.contains(path);
    }

    /** Forgets a path; whether it was there. */
    synchronized boolean remove(Path path) {
        return paths.remove(path);
    }
}
