package io.saddlebag.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.archive.ArchiveReader;
import io.saddlebag.archive.Archives;
import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.archive.Snapshots;
import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Finding;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.Progress;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.testkit.FixedClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A job on real directories, for tests, whose clock goes on an hour with each run. */
final class Store implements AutoCloseable {

    final Path source;
    final Path destination;
    final FixedClock clock = new FixedClock("2026-11-20T02:00:00Z");
    final List<Finding> findings = new ArrayList<>();

    private final Path home;
    private final Catalog catalog;
    private SnapshotSettings settings;
    private SnapshotJob.Destinations destinations = DirectoryDestination::new;

    private Store(Path directory) throws IOException {
        this.source = Files.createDirectory(directory.resolve("source"));
        this.destination = directory.resolve("store");
        this.home = directory.resolve("home");
        this.catalog = Catalog.open(home, clock);
        this.settings = new SnapshotSettings(
                "documents",
                List.of(new SnapshotSettings.Source("source", source)),
                destination,
                SnapshotSettings.Choice.EVERYTHING,
                null,
                new SnapshotSettings.Archive(ArchiveFormat.ZIP, 1),
                SnapshotSettings.DEFAULT_FULL_EVERY,
                SnapshotKind.INCREMENTAL,
                Duration.ofSeconds(30));
    }

    static Store in(Path directory) throws IOException {
        return new Store(directory);
    }

    Store with(UnaryOperator<SnapshotSettings> change) {
        settings = change.apply(settings);
        return this;
    }

    Store in(ArchiveFormat format) {
        return with(old -> new SnapshotSettings(
                old.job(),
                old.sources(),
                old.destination(),
                old.choice(),
                old.marker(),
                new SnapshotSettings.Archive(format, format.defaultLevel()),
                old.fullEvery(),
                old.between(),
                old.stopTimeout()));
    }

    Store through(SnapshotJob.Destinations other) {
        destinations = other;
        return this;
    }

    Run take() {
        return take(options -> options);
    }

    Run take(SnapshotKind kind) {
        return take(options -> options.ofKind(kind));
    }

    Run take(UnaryOperator<RunOptions> asked) {
        findings.clear();
        clock.advance(Duration.ofHours(1));
        var locks = new Locks(home.resolve("locks"), clock);
        var job = new SnapshotJob(settings, catalog, locks, clock, home.resolve("snapshots"), destinations);
        return job.take(asked.apply(RunOptions.DEFAULT.watchedBy(new Progress() {
            @Override
            public void found(Finding finding) {
                findings.add(finding);
            }
        })));
    }

    /** Loses what the last walk saw. */
    void forget() throws IOException {
        Files.delete(home.resolve("snapshots").resolve("last-walk"));
    }

    /** Options of a run that deletes what a guard would hold. */
    static RunOptions allowing(RunOptions options) {
        return new RunOptions(false, true, false, false, options.stopped(), options.progress());
    }

    static RunOptions anew(RunOptions options) {
        return new RunOptions(false, false, true, false, options.stopped(), options.progress());
    }

    static RunOptions dry(RunOptions options) {
        return new RunOptions(true, false, false, false, options.stopped(), options.progress());
    }

    SnapshotStore open() throws IOException {
        return SnapshotStore.open(new DirectoryDestination(destination, false));
    }

    Snapshots snapshots() throws IOException {
        return open().snapshots();
    }

    ManifestHeader latest() throws IOException {
        return snapshots().latest().orElseThrow();
    }

    List<ManifestEntry> entries() throws IOException {
        return entries(latest());
    }

    List<ManifestEntry> entries(ManifestHeader header) throws IOException {
        try (var manifest = open().manifest(header.id())) {
            var entries = new ArrayList<ManifestEntry>();
            for (var entry = manifest.next(); entry != null; entry = manifest.next()) {
                entries.add(entry);
            }
            return entries;
        }
    }

    List<String> paths() throws IOException {
        return entries().stream().map(entry -> entry.path().toString()).toList();
    }

    ManifestEntry entry(String path) throws IOException {
        return entries().stream()
                .filter(entry -> entry.path().equals(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + path));
    }

    /** Which kind of snapshot holds the content of a file. */
    SnapshotKind holder(String path) throws IOException {
        return Objects.requireNonNull(entry(path).held()).in().kind();
    }

    /** What a restore would write there. */
    byte[] content(ManifestHeader snapshot, ManifestEntry entry) throws IOException {
        var held = entry.held();
        if (held == null) {
            var file = entries(snapshot).stream()
                    .filter(other -> other.path().equals(entry.hardlink()))
                    .findFirst()
                    .orElseThrow();
            return content(snapshot, file);
        }
        var holder = snapshots().find(held.in()).orElseThrow();
        try (var archive = Archives.reader(destination, held.in(), Archives.format(holder))) {
            var target = new Bytes();
            archive.read(entry, target);
            return target.bytes.toByteArray();
        }
    }

    String text(String path) throws IOException {
        return new String(content(latest(), entry(path)), UTF_8);
    }

    private static final class Bytes implements ArchiveReader.Target {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public WritableByteChannel channel() {
            return Channels.newChannel(bytes);
        }

        @Override
        public void restart() {
            bytes.reset();
        }
    }

    Path write(String path, String content) throws IOException {
        var file = source.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @Override
    public void close() {
        catalog.close();
    }
}
