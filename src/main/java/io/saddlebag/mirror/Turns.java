package io.saddlebag.mirror;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sees to it that no two visits to one directory are under way at a time, lest both carry the same file. */
final class Turns {

    private final Map<Path, List<Runnable>> waiting = new HashMap<>();

    /** Whether a visit may begin now; if not, it is kept until the one before it is over. */
    synchronized boolean begin(Path directory, Runnable visit) {
        var others = waiting.putIfAbsent(directory, List.of());
        if (others == null) {
            return true;
        }
        var more = new ArrayList<>(others);
        more.add(visit);
        waiting.put(directory, more);
        return false;
    }

    /** A visit is over: those that waited for it, who have to ask again. */
    synchronized List<Runnable> end(Path directory) {
        var others = waiting.remove(directory);
        return others == null ? List.of() : others;
    }
}
