package io.saddlebag.snapshot;

import io.saddlebag.model.Entry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which names belong to one file. Only files that have further names still to come are remembered, and only so many of them: names of
 * further ones are files of their own then.
 */
final class LinkLeaders {

    private static final int MOST = 100_000;

    private final boolean linking;
    private final Map<Key, LinkLeader> leaders = new HashMap<>();

    /** Whether names belong together at all. */
    LinkLeaders(boolean linking) {
        this.linking = linking;
    }

    private record Key(long device, long inode) {

        static Key of(Entry file) {
            return new Key(file.device(), file.version().inode());
        }
    }

    /** The earlier name of a file; null for its first one. */
    @Nullable
    LinkLeader meet(Entry file) {
        if (!linking || file.links() < 2) {
            return null;
        }
        var key = Key.of(file);
        var leader = leaders.get(key);
        if (leader == null) {
            if (leaders.size() < MOST) {
                leaders.put(key, new LinkLeader(file.path(), file.links() - 1));
            }
            return null;
        }
        if (leader.meet()) {
            leaders.remove(key);
        }
        return leader;
    }

    /** What became of a file whose first name was met. */
    void become(Entry file, LinkLeader.State state) {
        var leader = linking && file.links() > 1 ? leaders.get(Key.of(file)) : null;
        if (leader != null) {
            leader.become(state);
        }
    }
}
