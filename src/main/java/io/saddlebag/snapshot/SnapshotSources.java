package io.saddlebag.snapshot;

import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.model.Finding;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.PathOrder;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.SortedWalk;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.Walked;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sources of a job, as one tree that has each below its name. Those that are not what they should be are told of. */
final class SnapshotSources implements Closeable {

    private static final Path LOST_AND_FOUND = Path.of("lost+found");

    private final List<Path> names = new ArrayList<>();
    private final Map<Path, OpenSource> open = new HashMap<>();
    private final List<SaddlebagException> complaints = new ArrayList<>();
    private final SourceChecks checks;
    private final Set<Path> mountPoints = new HashSet<>();

    SnapshotSources(SnapshotSettings settings, SourceChecks checks) {
        this.checks = checks;
        var owners = new Owners();
        for (var source : settings.sources()) {
            var name = Path.of(source.name());
            names.add(name);
            try {
                open.put(name, new OpenSource(source.name(), checks.open(source), owners));
            } catch (SaddlebagException e) {
                complaints.add(e);
            } catch (IOException e) {
                complaints.add(new SaddlebagException(
                        "the source " + source.path() + " cannot be read: " + Reason.of(e) + ". Nothing was touched"));
            }
        }
        names.sort(PathOrder.DEPTH_FIRST);
    }

    /** What keeps sources from being looked at. */
    List<SaddlebagException> complaints() {
        return complaints;
    }

    /** Ends here where no source is left; the worst complaint is thrown. */
    void requireAny() {
        if (open.isEmpty()) {
            throw complaints.stream()
                    .min(Comparator.comparing(complaint -> complaint.outcome() == Outcome.GUARDED))
                    .orElseThrow();
        }
    }

    /** The source that has a path. */
    OpenSource of(Path path) {
        var source = open.get(path.getName(0));
        if (source == null) {
            throw new IllegalArgumentException(path + " is in no source");
        }
        return source;
    }

    /** The directories where file systems were found to be mounted by the walks. */
    Set<Path> mountPoints() {
        return mountPoints;
    }

    /**
     * All paths in order; sources that are not there are unknown.
     *
     * @param threads how many list directories ahead
     */
    Walk walk(int threads, Consumer<Finding> findings) {
        return new Walk(threads, findings);
    }

    /** A walk of all sources, one after the other. */
    final class Walk implements Sorted<Walked>, Closeable {

        private final int threads;
        private final Consumer<Finding> findings;
        private final Queue<Path> left = new ArrayDeque<>(names);
        private Path name = Path.of("");
        private @Nullable SortedWalk current;
        private boolean atRoot;

        private Walk(int threads, Consumer<Finding> findings) {
            this.threads = threads;
            this.findings = findings;
        }

        @Override
        public @Nullable Walked next() throws IOException {
            while (true) {
                var walk = current;
                if (walk == null) {
                    var following = left.poll();
                    if (following == null) {
                        return null;
                    }
                    name = following;
                    if (!open.containsKey(name)) {
                        return Walked.unknown(name);
                    }
                    begin(of(name).tree());
                    continue;
                }
                var walked = next(walk);
                if (walked != null) {
                    return noted(walked.below(name));
                }
                close();
            }
        }

        private void begin(SourceTree tree) {
            var below = name;
            current = new SortedWalk(
                    tree,
                    (directory, mountPoint) -> checks.doubt(below.resolve(directory.path()), directory, mountPoint),
                    threads,
                    finding -> findings.accept(
                            new Finding(finding.severity(), below.resolve(finding.path()), finding.message())));
            atRoot = true;
        }

        private @Nullable Walked next(SortedWalk walk) throws IOException {
            try {
                return walk.next();
            } catch (IOException e) {
                if (!atRoot) {
                    throw e;
                }
                findings.accept(new Finding(UNREADABLE, name, Reason.of(e)));
                return Walked.unknown(Path.of(""));
            } finally {
                atRoot = false;
            }
        }

        private Walked noted(Walked walked) {
            if (walked.mountPoint()) {
                mountPoints.add(walked.path());
            }
            return walked;
        }

        @Override
        public void close() {
            if (current != null) {
                current.close();
                current = null;
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (var source : open.values()) {
            source.tree().close();
        }
    }

    /** Whether a tree has no file and no link anywhere; what cannot be looked at may have some. */
    static boolean isEmpty(SourceTree tree) throws IOException {
        try (var walk = new SortedWalk(tree, (directory, mountPoint) -> null, 0, finding -> {})) {
            for (var walked = walk.next(); walked != null; walked = walk.next()) {
                var entry = walked.entry();
                boolean unknown = !walked.known() && !walked.path().equals(LOST_AND_FOUND);
                if (unknown || (entry != null && !entry.isDirectory())) {
                    return false;
                }
            }
            return true;
        }
    }
}
