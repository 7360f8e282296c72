package io.saddlebag.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Change;
import io.saddlebag.model.Finding;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Progress;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.snapshot.SnapshotJob;
import io.saddlebag.snapshot.SnapshotSettings;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.testkit.FixedClock;
import io.saddlebag.testkit.ForwardingDestination;
import io.saddlebag.tree.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A source with its snapshots, for tests: taken by a real job, restored without the program around. */
final class SnapshottedTree implements AutoCloseable {

    final Path source;
    final Path store;
    final Path target;
    final List<Finding> findings = new CopyOnWriteArrayList<>();
    final List<Change> changes = new CopyOnWriteArrayList<>();
    final FixedClock clock = new FixedClock("2026-11-20T02:00:00Z");
    BooleanSupplier stopped = () -> false;
    Exclusion exclusion = (path, isDirectory) -> false;
    List<String> complaints = List.of();

    private final Path home;
    private final Catalog catalog;
    private final ArchiveFormat format;

    private SnapshottedTree(Path directory, ArchiveFormat format) throws IOException {
        this.source = Files.createDirectories(directory.resolve("source"));
        this.store = directory.resolve("store");
        this.target = directory.resolve("target");
        this.home = directory.resolve("home");
        this.format = format;
        this.catalog = Catalog.open(home, clock);
    }

    static SnapshottedTree in(Path directory, ArchiveFormat format) throws IOException {
        return new SnapshottedTree(directory, format);
    }

    /** What the source is restored to. */
    Path restored() {
        return target.resolve("source");
    }

    Path write(String path, String content) throws IOException {
        return MirroredTree.write(source.resolve(path), content);
    }

    ManifestHeader take(@Nullable SnapshotKind kind) throws IOException {
        clock.advance(Duration.ofHours(1));
        var settings = new SnapshotSettings(
                "documents",
                List.of(new SnapshotSettings.Source("source", source)),
                store,
                SnapshotSettings.Choice.EVERYTHING,
                null,
                new SnapshotSettings.Archive(format, Math.min(1, format.highestLevel())),
                SnapshotSettings.DEFAULT_FULL_EVERY,
                SnapshotKind.INCREMENTAL,
                Duration.ofSeconds(30));
        var locks = new Locks(home.resolve("locks"), clock);
        var job = new SnapshotJob(settings, catalog, locks, clock, home.resolve("snapshots"));
        var run = job.take(new RunOptions(false, true, false, false, () -> false, Progress.NONE).ofKind(kind));
        assertThat(run.outcome()).as(String.valueOf(run.message())).isEqualTo(Outcome.DONE);
        return latest().header();
    }

    ManifestHeader take() throws IOException {
        return take(null);
    }

    ChosenSnapshot latest() {
        return new SnapshotWish.Latest().in(store);
    }

    Tally restore(String... paths) {
        return restore(Overwrite.IF_CHANGED, false, paths);
    }

    Tally restore(Overwrite overwrite, boolean delete, String... paths) {
        return restore(latest(), request(overwrite, delete, paths), false);
    }

    static RestoreRequest request(Overwrite overwrite, boolean delete, String... paths) {
        return new RestoreRequest(List.of(paths).stream().map(Path::of).toList(), overwrite, delete);
    }

    /** So that nothing else is there, and nothing that only looks like what the snapshot has. */
    Tally restoreExactly(ManifestHeader header) {
        var wish = new SnapshotWish.Named(header.id().toString());
        return restore(wish.in(store), request(Overwrite.ALWAYS, true), false);
    }

    Tally restore(ChosenSnapshot snapshot, RestoreRequest request, boolean dryRun) {
        findings.clear();
        changes.clear();
        var options = new RunOptions(dryRun, false, false, false, stopped, new Heard());
        var walk = Walk.of(options, 1, Clock.systemUTC(), Duration.ZERO, batch -> {});
        var destination = new Unflushed(target);
        var restore = new SnapshotRestore(snapshot, destination, request, exclusion, walk, 2);
        try {
            restore.run();
        } finally {
            complaints = restore.complaints();
        }
        return walk.tally();
    }

    /** Flushing whole file systems would be most of what a test does. */
    private static final class Unflushed extends ForwardingDestination {

        Unflushed(Path root) {
            super(new DirectoryDestination(root, false));
        }

        @Override
        public void flush() {}
    }

    private final class Heard implements Progress {

        @Override
        public void found(Finding finding) {
            findings.add(finding);
        }

        @Override
        public void done(Change change, long bytes) {
            changes.add(change);
        }
    }

    /** What was found, as {@code DAMAGED below/file}. */
    List<String> found() {
        return findings.stream()
                .map(finding -> finding.severity() + " " + finding.path())
                .sorted()
                .toList();
    }

    /** The archive of a snapshot. */
    Path archive(ManifestHeader header) {
        return store.resolve(header.id().toString()).resolve(format.fileName());
    }

    @Override
    public void close() {
        catalog.close();
    }
}
