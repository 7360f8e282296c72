package io.saddlebag.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.mirror.MirrorJob;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.model.DirtyDirectory;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Progress;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.Scope;
import io.saddlebag.retention.VersionPolicy;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.testkit.FixedClock;
import io.saddlebag.tree.Tally;
import io.saddlebag.versions.History;
import io.saddlebag.versions.MirrorVersions;
import io.saddlebag.versions.VersionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A source with a mirror that keeps versions, for tests, on a clock that moves on by an hour with each sweep. */
final class VersionedTree implements AutoCloseable {

    static final Path KEPT = Path.of(".saddlebag-versions");

    final Path source;
    final Path mirror;
    final FixedClock clock = new FixedClock("2026-11-20T02:00:00Z");
    final List<Finding> findings = new CopyOnWriteArrayList<>();
    private final Path directory;
    private final Catalog catalog;
    private MirrorSettings settings;

    private VersionedTree(Path directory) throws IOException {
        this.directory = directory;
        source = Files.createDirectories(directory.resolve("source"));
        mirror = directory.resolve("mirror");
        catalog = Catalog.open(directory.resolve("home"), Clock.systemUTC());
        settings = MirrorSettings.of("docs", source, mirror)
                .withHardLinks(true)
                .withVersions(new VersionPolicy(Duration.ofDays(30), 0));
    }

    static VersionedTree in(Path directory) throws IOException {
        return new VersionedTree(directory);
    }

    VersionedTree with(UnaryOperator<MirrorSettings> change) {
        settings = change.apply(settings);
        return this;
    }

    /** Makes the mirror equal to the source; returns the moment from which on it is. */
    Instant sweep() {
        return sweep(new RunOptions(false, true, false, false, () -> false, Progress.NONE));
    }

    Instant sweepScope(String path) {
        var scope = Scope.of(List.of(new DirtyDirectory(Path.of(path), false)));
        return sweep(RunOptions.DEFAULT.limitedTo(scope));
    }

    private Instant sweep(RunOptions options) {
        var run = run(options);
        assertThat(run.outcome()).as(String.valueOf(run.message())).isEqualTo(Outcome.DONE);
        return clock.instant();
    }

    Run run(RunOptions options) {
        clock.advance(Duration.ofHours(1));
        var locks = new Locks(directory.resolve("home/locks"), Clock.systemUTC());
        var job = new MirrorJob(settings, catalog, locks, clock);
        return job.sweep(options, job::deliver);
    }

    /** Restores what the mirror had at a moment, and nothing else. */
    Tally restore(Instant moment, Path target, String... paths) throws IOException {
        return restore(mirror, moment, target, paths);
    }

    /** Likewise from a copy of the mirror. */
    Tally restore(Path copy, Instant moment, Path target, String... paths) throws IOException {
        findings.clear();
        var options = new RunOptions(false, false, false, false, () -> false, new Heard());
        var walk = Walk.of(options, 4, clock, Duration.ZERO, batch -> {});
        var wanted = List.of(paths).stream().map(Path::of).toList();
        var request = new RestoreRequest(wanted, Overwrite.ALWAYS, true).withHardLinks(true);
        var to = new DirectoryDestination(target, false);
        Restore.at(moment, MirrorTree.open(copy, true), kept(copy), to, request, true, (path, is) -> false, walk)
                .run();
        return walk.tally();
    }

    DirectoryDestination kept() {
        return kept(mirror);
    }

    private static DirectoryDestination kept(Path copy) {
        var kept = new DirectoryDestination(copy, false);
        kept.freeze();
        return kept;
    }

    Instant knownSince() throws IOException {
        return MirrorVersions.knownSince(kept()).orElseThrow();
    }

    private final class Heard implements Progress {

        @Override
        public void found(Finding finding) {
            findings.add(finding);
        }
    }

    /** The versions of a file, the oldest first. */
    List<VersionName> versions(String file) throws IOException {
        var path = Path.of(file);
        var parent = path.getParent() == null ? Path.of("") : path.getParent();
        return History.read(kept(), parent).versions(path.getFileName()).keySet().stream()
                .sorted(Comparator.comparing(VersionName::time))
                .toList();
    }

    @Override
    public void close() {
        catalog.close();
    }
}
