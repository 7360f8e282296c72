package io.saddlebag.mirror;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileState;
import io.saddlebag.tree.Listing;
import io.saddlebag.tree.Rules;
import io.saddlebag.tree.SourceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One directory in the course of a sweep: begun when it is listed, ended when the last of its own entries was carried. */
final class Visit {

    private final Entry source;
    private final @Nullable Entry destination;
    private final @Nullable FileState state;
    private final @Nullable Visit parent;
    private final boolean mountPoint;
    private final boolean deep;
    private final AtomicInteger open = new AtomicInteger(1);
    private volatile boolean disturbed;
    private volatile @Nullable Rules rules;

    /**
     * A visit to a directory and everything below.
     *
     * @param destination what the destination has there; null when this sweep made it
     * @param parent the visit to the directory above; null for the root and where a sweep begins further down
     * @param mountPoint whether a file system is mounted there
     */
    Visit(
            Entry source,
            @Nullable Entry destination,
            @Nullable FileState state,
            @Nullable Visit parent,
            boolean mountPoint) {
        this(source, destination, state, parent, mountPoint, true);
    }

    private Visit(
            Entry source,
            @Nullable Entry destination,
            @Nullable FileState state,
            @Nullable Visit parent,
            boolean mountPoint,
            boolean deep) {
        this.source = source;
        this.destination = destination;
        this.state = state;
        this.parent = parent;
        this.mountPoint = mountPoint;
        this.deep = deep;
    }

    /** The same without the directories in it that are known. */
    Visit shallow() {
        return new Visit(source, destination, state, parent, mountPoint, false);
    }

    /** The same with everything below. */
    Visit deep() {
        return new Visit(source, destination, state, parent, mountPoint, true);
    }

    /** The same with what is there now. */
    Visit with(Entry now, @Nullable Entry there, @Nullable FileState known) {
        return new Visit(now, there, known, parent, mountPoint, deep);
    }

    /** Whether everything below is visited, too. */
    boolean isDeep() {
        return deep;
    }

    Path path() {
        return source.path();
    }

    Entry source() {
        return source;
    }

    @Nullable
    Entry destination() {
        return destination;
    }

    @Nullable
    FileState state() {
        return state;
    }

    /** What the source has in it; the rules there are handed down to the visits below. */
    Listing list(SourceTree tree) throws IOException {
        var above = parent == null ? null : parent.rules;
        var listing = above == null ? tree.list(path()) : tree.list(path(), above);
        rules = listing.rules();
        return listing;
    }

    /** The rules in it; it has been listed. */
    Rules rules() {
        return Objects.requireNonNull(rules, "a directory is listed before it is compared");
    }

    boolean isRoot() {
        return path().toString().isEmpty();
    }

    boolean isMountPoint() {
        return mountPoint;
    }

    /** Whether this sweep made the directory at the destination. */
    boolean isNew() {
        return destination == null;
    }

    /** Something in it was written or deleted, so its time at the destination is no longer right. */
    void disturb() {
        disturbed = true;
    }

    boolean isDisturbed() {
        return disturbed;
    }

    void opened() {
        open.incrementAndGet();
    }

    /** Whether that was the last. */
    boolean closed() {
        return open.decrementAndGet() == 0;
    }

    /** Whether an entry is this directory or one above: a loop that a bind mount made. */
    boolean isBelow(Entry directory) {
        for (var visit = this; visit != null; visit = visit.parent) {
            if (visit.source.version().inode() == directory.version().inode()
                    && visit.source.device() == directory.device()) {
                return true;
            }
        }
        return false;
    }
}
