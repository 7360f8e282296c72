package io.saddlebag.mirror;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Progress;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.store.Destination;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.testkit.FixedClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A collect job on real directories, asked as a consumer of files asks it, but without routes. Its clock stands still. */
final class Collecting implements AutoCloseable {

    final Path source;
    final Path destination;
    final FixedClock clock = new FixedClock("2030-01-01T00:00:00Z");
    final Catalog catalog;
    final List<Finding> findings = new ArrayList<>();
    final List<Path> delivered = new ArrayList<>();
    private final Path home;
    private CollectSettings settings;
    private Function<Path, Destination> destinations = root -> new DirectoryDestination(root, false);
    private BooleanSupplier stopped = () -> false;
    private Runnable beforeEachDelivery = () -> {};
    private CollectJob job;

    Collecting(Path directory) throws IOException {
        this.source = Files.createDirectory(directory.resolve("source"));
        this.destination = directory.resolve("destination");
        this.home = directory.resolve("home");
        this.catalog = Catalog.open(home, clock);
        this.settings = CollectSettings.of(MirrorSettings.of("inbox", source, destination));
        this.job = job();
    }

    private CollectJob job() {
        return new CollectJob(
                settings, catalog, new Locks(home.resolve("locks"), clock), clock, path -> destinations.apply(path));
    }

    /** As if the program was started again. */
    Collecting restarted() {
        job = job();
        return this;
    }

    Collecting after(After after) {
        settings = new CollectSettings(settings.trees(), settings.poll(), settings.settle(), after, settings.zip());
        return restarted();
    }

    Collecting through(Function<Path, Destination> other) {
        destinations = other;
        return restarted();
    }

    Collecting beforeEachDelivery(Runnable action) {
        beforeEachDelivery = action;
        return this;
    }

    Collecting stoppedWhen(BooleanSupplier signal) {
        stopped = signal;
        return this;
    }

    CollectJob asked() {
        return job;
    }

    /** A run that somebody asked for. */
    Run poll() {
        return poll(true);
    }

    /** A poll that nobody asked for. */
    Run pollUnattended() {
        return poll(false);
    }

    private Run poll(boolean attended) {
        findings.clear();
        delivered.clear();
        var options = new RunOptions(false, false, false, false, stopped, new Progress() {
            @Override
            public void found(Finding finding) {
                findings.add(finding);
            }
        });
        return job.poll(options, attended, this::consume);
    }

    private void consume() {
        try (var paths = Files.walk(source)) {
            paths.filter(Files::isRegularFile).sorted().toList().forEach(this::offer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void offer(Path file) {
        if (!job.admits(file, false) || job.isDelivered(file, size(file), millis(file))) {
            return;
        }
        var change = job.change(file);
        if (change == null) {
            return;
        }
        try {
            beforeEachDelivery.run();
            job.deliver(change, null);
            delivered.add(change.path());
            job.commit(file);
        } catch (IOException | RuntimeException e) {
            job.failed(change, e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long millis(Path file) {
        try {
            return Files.getLastModifiedTime(file).to(TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file that was left alone for as long as is said. */
    Path write(String name, String content, Duration age) throws IOException {
        return write(source.resolve(name), content, age);
    }

    Path write(Path file, String content, Duration age) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(age)));
    }

    Path write(String name, String content) throws IOException {
        return write(name, content, Duration.ofDays(1));
    }

    @Override
    public void close() {
        catalog.close();
    }
}
