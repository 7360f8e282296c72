package io.saddlebag.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.catalog.Target;
import io.saddlebag.mirror.MirrorJob;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.model.Change;
import io.saddlebag.model.FileState;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Progress;
import io.saddlebag.model.RunOptions;
import io.saddlebag.store.Destination;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.tree.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A source with its mirror, for tests: backed up by a real sweep, verified and restored without the program around. */
final class MirroredTree implements AutoCloseable {

    final Path source;
    final Path mirror;
    final Path target;
    final List<Finding> findings = new CopyOnWriteArrayList<>();
    final List<Change> changes = new CopyOnWriteArrayList<>();
    private final Catalog catalog;
    private final MirrorJob job;
    private boolean knowing = true;
    private BooleanSupplier stopped = () -> false;
    private Exclusion exclusion = (path, isDirectory) -> false;
    private Function<Path, Destination> destinations = path -> new DirectoryDestination(path, false);

    private MirroredTree(Path directory) throws IOException {
        source = Files.createDirectory(directory.resolve("source"));
        mirror = directory.resolve("mirror");
        target = directory.resolve("target");
        catalog = Catalog.open(directory.resolve("home"), Clock.systemUTC());
        var locks = new Locks(directory.resolve("home/locks"), Clock.systemUTC());
        job = new MirrorJob(MirrorSettings.of("docs", source, mirror), catalog, locks, Clock.systemUTC());
    }

    static MirroredTree in(Path directory) throws IOException {
        return new MirroredTree(directory);
    }

    /** Makes the mirror equal to the source. */
    MirroredTree backUp() {
        var run = job.sweep(RunOptions.DEFAULT, job::deliver);
        assertThat(run.outcome()).as(String.valueOf(run.message())).isEqualTo(Outcome.DONE);
        return this;
    }

    MirroredTree withoutCatalog() {
        knowing = false;
        return this;
    }

    MirroredTree stoppedWhen(BooleanSupplier signal) {
        stopped = signal;
        return this;
    }

    MirroredTree keeping(Exclusion kept) {
        exclusion = kept;
        return this;
    }

    MirroredTree through(Function<Path, Destination> other) {
        destinations = other;
        return this;
    }

    Tally verify(boolean deep) throws IOException {
        findings.clear();
        var walk = walk(false);
        new Verification(job.openSource(), MirrorTree.open(mirror, true), known(), deep, walk).run();
        return walk.tally();
    }

    private KnownStates known() {
        return knowing ? new States(catalog.states("docs", mirror.toString())) : KnownStates.NONE;
    }

    private record States(Target states) implements KnownStates {

        @Override
        public long files() {
            return states.knownFiles();
        }

        @Override
        public Optional<FileState> root() {
            return states.root();
        }

        @Override
        public Map<Path, FileState> directory(Path directory) {
            return states.directory(directory);
        }
    }

    Tally restore(String... paths) {
        return restore(Overwrite.IF_CHANGED, false, paths);
    }

    Tally restore(Overwrite overwrite, boolean delete, String... paths) {
        return restore(new RestoreRequest(List.of(paths).stream().map(Path::of).toList(), overwrite, delete), false);
    }

    Tally restore(RestoreRequest request, boolean dryRun) {
        findings.clear();
        changes.clear();
        var walk = walk(dryRun);
        var root = MirrorTree.open(mirror, true);
        new Restore(root, destinations.apply(target), request, true, exclusion, walk).run();
        return walk.tally();
    }

    private Walk walk(boolean dryRun) {
        var options = new RunOptions(dryRun, false, false, false, stopped, new Heard());
        return Walk.of(options, 4, Clock.systemUTC(), Duration.ZERO, batch -> {});
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

    /** Writes a file whose time is long ago. */
    static Path write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T12:00:00.123456789Z")));
        return file;
    }

    /** Changes one byte and leaves size and time as they are. */
    static void flipByte(Path file) throws IOException {
        var time = Files.getLastModifiedTime(file);
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);
    }

    @Override
    public void close() {
        catalog.close();
    }
}
