package io.saddlebag.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Change;
import io.saddlebag.model.DirtyDirectory;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Hints;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Progress;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.Scope;
import io.saddlebag.store.Destination;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.tree.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A mirror job on real directories, for tests: sweeps without routes. */
final class Mirror implements AutoCloseable {

    static final Instant LONG_AGO = Instant.parse("2020-01-01T12:00:00.123456789Z");

    final Path source;
    final Path destination;
    final Path home;
    final List<Change> changes = new CopyOnWriteArrayList<>();
    final List<Finding> findings = new CopyOnWriteArrayList<>();

    private Catalog catalog;
    private MirrorSettings settings;
    private Function<Path, Destination> destinations = root -> new DirectoryDestination(root, false);
    private BooleanSupplier stopped = () -> false;

    private Mirror(Path directory) throws IOException {
        this.source = Files.createDirectory(directory.resolve("source"));
        this.destination = directory.resolve("destination");
        this.home = directory.resolve("home");
        this.catalog = Catalog.open(home, Clock.systemUTC());
        this.settings = MirrorSettings.of("documents", source, destination);
    }

    /** An empty source and no destination yet. */
    static Mirror in(Path directory) throws IOException {
        return new Mirror(directory);
    }

    Mirror with(UnaryOperator<MirrorSettings> change) {
        settings = change.apply(settings);
        return this;
    }

    Mirror excluding(String... patterns) {
        return with(old -> old.withFilters(old.include(), List.of(patterns), old.deleteExcluded()));
    }

    Mirror deletingExcluded() {
        return with(old -> old.withFilters(old.include(), old.exclude(), true));
    }

    Mirror including(String... patterns) {
        return with(old -> old.withFilters(List.of(patterns), old.exclude(), old.deleteExcluded()));
    }

    Mirror selecting(Selection selection) {
        return with(old -> old.withSelection(selection));
    }

    Mirror markedBy(String marker) {
        return with(old -> old.withMarker(marker));
    }

    Mirror through(Function<Path, Destination> other) {
        destinations = other;
        return this;
    }

    Mirror stoppedWhen(BooleanSupplier signal) {
        stopped = signal;
        return this;
    }

    Catalog catalog() {
        return catalog;
    }

    /** Loses the catalog, as if it had never been. */
    void loseCatalog() throws IOException {
        catalog.close();
        try (var files = Files.list(home)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        reopenCatalog();
    }

    void reopenCatalog() {
        catalog = Catalog.open(home, Clock.systemUTC());
    }

    Run sweep() {
        return sweep(RunOptions.DEFAULT);
    }

    Run sweepAllowingDeletions() {
        return sweep(new RunOptions(false, true, false, false, stopped, Progress.NONE));
    }

    Run sweepToNewDestination() {
        return sweep(new RunOptions(false, false, true, false, stopped, Progress.NONE));
    }

    Run sweepDry() {
        return sweep(new RunOptions(true, false, false, false, stopped, Progress.NONE));
    }

    private Run sweep(RunOptions options) {
        changes.clear();
        findings.clear();
        var job = job();
        return job.sweep(options.stoppedBy(stopped).watchedBy(new Heard()), job::deliver);
    }

    /** Sweeps some directories by themselves, without those in them that are known. */
    Run sweepScope(String... directories) {
        return sweep(RunOptions.DEFAULT.limitedTo(scope(directories)));
    }

    static Scope scope(String... directories) {
        return Scope.of(Stream.of(directories)
                .map(path -> new DirtyDirectory(Path.of(path), false))
                .toList());
    }

    Run sweepHinted(Hints hints) {
        return sweep(RunOptions.DEFAULT.hintedBy(hints));
    }

    MirrorJob job() {
        return new MirrorJob(
                settings,
                catalog,
                new Locks(home.resolve("locks"), Clock.systemUTC()),
                Clock.systemUTC(),
                path -> destinations.apply(path));
    }

    private final class Heard implements Progress {

        @Override
        public void done(Change change, long bytes) {
            changes.add(change);
        }

        @Override
        public void found(Finding finding) {
            findings.add(finding);
        }
    }

    /** Sweeps, and wants all to go well. */
    Run sweepWell() {
        var run = sweep();
        assertThat(run.outcome()).as("%s %s", run.message(), findings).isEqualTo(Outcome.DONE);
        return run;
    }

    /** Writes a file of the source; its time is long ago, so that no clock tick is in doubt. */
    Path write(String path, String content) throws IOException {
        return write(source.resolve(path), content);
    }

    static Path write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
        return file;
    }

    /** Writes this many files into a directory of the source. */
    void writeFiles(String directory, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            write(directory + "/file" + i, "content of " + directory + i);
        }
    }

    Path at(String path) {
        return destination.resolve(path);
    }

    boolean destinationHas(String path) {
        return Files.exists(at(path), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() {
        catalog.close();
    }
}
