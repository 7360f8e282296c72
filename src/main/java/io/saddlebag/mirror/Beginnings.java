package io.saddlebag.mirror;

import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.catalog.Target;
import io.saddlebag.model.DirtyDirectory;
import io.saddlebag.model.Entry;
import io.saddlebag.model.FileState;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Scope;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.SourceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a sweep of a scope begins: at its directories, or at those above them that the destination has already. What is
 * not there any more, or is excluded, is left to its directory.
 */
final class Beginnings {

    private final SweepParts parts;
    private final SourceTree source;
    private final @Nullable Destination destination;
    private final Target target;
    private final Mounts mounts;
    private final Visit root;

    /** Where sweeps begin below the root. */
    Beginnings(SweepParts parts, Mounts mounts, Visit root) {
        this.parts = parts;
        this.source = parts.source();
        this.destination = parts.destination();
        this.target = parts.target();
        this.mounts = mounts;
        this.root = root;
    }

    /** The visits that a scope begins with, each to another directory. */
    Collection<Visit> of(Scope scope) {
        var visits = new HashMap<Path, Visit>();
        var looked = new HashMap<Path, Optional<Visit>>();
        for (var directory : scope.directories()) {
            find(directory, looked).ifPresent(visit -> visits.merge(visit.path(), visit, (a, b) -> a.isDeep() ? a : b));
        }
        return visits.values();
    }

    private Optional<Visit> find(DirtyDirectory directory, Map<Path, Optional<Visit>> looked) {
        var path = directory.path();
        try {
            var found = find(path, looked);
            if (found.isEmpty() || source.excludesAtOrAbove(found.get().source())) {
                return Optional.empty();
            }
            boolean deep = directory.deep() && found.get().path().equals(path);
            return found.map(visit -> deep ? visit.deep() : visit);
        } catch (IOException e) {
            parts.tally().found(new Finding(UNREADABLE, path, Reason.of(e) + "; what the destination has stays"));
            return Optional.empty();
        }
    }

    private Optional<Visit> find(Path path, Map<Path, Optional<Visit>> looked) throws IOException {
        var known = looked.get(path);
        if (known != null) {
            return known;
        }
        var above = DirtyDirectory.above(path);
        var found = above == null ? Optional.of(root.shallow()) : find(path, above, find(above, looked));
        looked.put(path, found);
        return found;
    }

    /** The visit to a directory; to the one above, where the destination does not have it. */
    private Optional<Visit> find(Path path, Path above, Optional<Visit> parent) throws IOException {
        if (parent.isEmpty() || !parent.get().path().equals(above)) {
            return parent;
        }
        var entry = path.equals(SourceTree.LOST_AND_FOUND) ? null : source.directoryAt(path);
        if (entry == null) {
            return Optional.empty();
        }
        var state = target.find(path).orElse(null);
        if (!mounts.mayEnter(parent.get(), entry, state)) {
            return Optional.empty();
        }
        var there = there(path, state);
        return there == null || !there.isDirectory() ? parent : Optional.of(visit(parent.get(), entry, there, state));
    }

    private Visit visit(Visit parent, Entry entry, Entry there, @Nullable FileState state) {
        return new Visit(entry, there, state, parent, mounts.isMountPoint(parent, entry, there)).shallow();
    }

    /** The same visit with what is there now. */
    Visit again(Visit visit) throws IOException {
        var path = visit.path();
        var now = visit.isRoot() ? source.root() : source.stat(path);
        var state = target.find(path).orElse(null);
        return visit.with(now, there(path, state), state);
    }

    private @Nullable Entry there(Path path, @Nullable FileState state) throws IOException {
        if (parts.settings().compareDestination() && destination != null) {
            return destination.stat(path);
        }
        return state == null ? null : state.destination();
    }
}
