package io.saddlebag.restore;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.model.Counts;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.retention.JobRecord;
import io.saddlebag.retention.KeepRule;
import io.saddlebag.retention.Prune;
import io.saddlebag.retention.PrunePlan;
import io.saddlebag.retention.RetentionPolicy;
import io.saddlebag.store.Destination;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.ForwardingDestination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Snapshots that are taken and pruned, for tests, with a copy of what each was taken of. */
final class PrunedTree implements AutoCloseable {

    final SnapshottedTree tree;

    private final Path states;
    private final Map<SnapshotId, Path> taken = new HashMap<>();
    private final RetentionPolicy policy;

    PrunedTree(Path directory, ArchiveFormat format, KeepRule... rules) throws IOException {
        this.tree = SnapshottedTree.in(directory, format);
        this.states = Files.createDirectory(directory.resolve("states"));
        this.policy = new RetentionPolicy(List.of(rules), ZoneOffset.UTC);
    }

    ManifestHeader take(@Nullable SnapshotKind kind) throws IOException {
        var header = tree.take(kind);
        var copy = states.resolve(header.id().toString());
        if (!Files.exists(copy)) {
            Command.run("cp", "-a", tree.source, copy);
            taken.put(header.id(), copy);
        }
        return header;
    }

    PrunePlan prune() throws IOException {
        return prune(unflushed(tree.store));
    }

    PrunePlan prune(Destination destination) throws IOException {
        var prune = new Prune(destination, "documents", policy, new Unblemished());
        prune.removeLeftovers();
        var plan = prune.plan(tree.clock.instant());
        assertThat(plan.freeze()).isEmpty();
        prune.carryOut(plan, () -> false, header -> {});
        return plan;
    }

    /** Flushing whole file systems would be most of what a test does. */
    static Destination unflushed(Path root) {
        return new ForwardingDestination(new DirectoryDestination(root, false)) {
            @Override
            public void flush() {}
        };
    }

    List<ManifestHeader> listed() throws IOException {
        return SnapshotStore.open(unflushed(tree.store)).snapshots().headers();
    }

    List<SnapshotId> ids() throws IOException {
        return listed().stream().map(ManifestHeader::id).toList();
    }

    void requireThatAllThatAreListedRestore(String when) throws IOException {
        for (var header : listed()) {
            tree.restoreExactly(header);

            assertThat(tree.findings).as("%s: %s", when, header.id()).isEmpty();
            assertThatTree(tree.restored()).hasSameContentAs(Objects.requireNonNull(taken.get(header.id())));
        }
    }

    @Override
    public void close() {
        tree.close();
    }

    /** Nothing is wrong with the job. */
    private static final class Unblemished implements JobRecord {

        @Override
        public Optional<Run> lastRun() {
            return Optional.of(new Run(1, "tree", Instant.EPOCH, Instant.EPOCH, Outcome.DONE, Counts.NONE, null));
        }

        @Override
        public Optional<Run> openFinding() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> lastPruned() {
            return Optional.of(Instant.MAX);
        }
    }
}
