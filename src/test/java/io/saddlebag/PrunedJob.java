package io.saddlebag;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.Progress;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.retention.KeepRule;
import io.saddlebag.retention.RetentionPolicy;
import io.saddlebag.snapshot.SnapshotJob;
import io.saddlebag.snapshot.SnapshotSettings;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.testkit.FixedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;

/** A job that takes snapshots of a source and prunes them, for tests, whose clock goes on an hour with each. */
final class PrunedJob implements AutoCloseable {

    static final String NAME = "documents";

    final FixedClock clock = new FixedClock("2026-11-20T02:00:00Z");
    final Path source;
    final Path store;
    final Catalog catalog;
    final Locks locks;

    private final Path home;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger runs = (Logger) LoggerFactory.getLogger("io.saddlebag.runs");
    private RetentionPolicy policy = new RetentionPolicy(List.of(new KeepRule.Last(1)), ZoneOffset.UTC);

    PrunedJob(Path directory) throws IOException {
        source = Files.createDirectory(directory.resolve("source"));
        store = directory.resolve("store");
        home = directory.resolve("home");
        catalog = Catalog.open(home, clock);
        locks = new Locks(home.resolve("locks"), clock);
        log.start();
        runs.addAppender(log);
    }

    PrunedJob keeping(KeepRule... rules) {
        policy = new RetentionPolicy(List.of(rules), ZoneOffset.UTC);
        return this;
    }

    /** A snapshot job of the name. */
    SnapshotJob job(String name) {
        var settings = new SnapshotSettings(
                name,
                List.of(new SnapshotSettings.Source("source", source)),
                store,
                SnapshotSettings.Choice.EVERYTHING,
                null,
                new SnapshotSettings.Archive(ArchiveFormat.ZIP, 1),
                SnapshotSettings.DEFAULT_FULL_EVERY,
                SnapshotKind.INCREMENTAL,
                Duration.ofSeconds(30));
        return new SnapshotJob(settings, catalog, locks, clock, home.resolve("snapshots"));
    }

    Run take(SnapshotKind kind) {
        return take(options -> options.ofKind(kind));
    }

    Run take(UnaryOperator<RunOptions> asked) {
        clock.advance(Duration.ofHours(1));
        return job(NAME).take(asked.apply(RunOptions.DEFAULT));
    }

    /** So many fulls, each with another content of one file and a file more. */
    void takeFulls(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Files.writeString(source.resolve("changing"), "at " + clock.instant());
            Files.writeString(source.resolve("file" + i), "file " + i);
            take(SnapshotKind.FULL);
        }
    }

    PruneResult prune() {
        return prune(false, options -> options);
    }

    PruneResult prune(boolean force, UnaryOperator<RunOptions> asked) {
        clock.advance(Duration.ofMinutes(1));
        return pruneRun(NAME).run(force, asked.apply(RunOptions.DEFAULT));
    }

    PruneRun pruneRun(String name) {
        return new PruneRun(job(name), policy, catalog, locks, clock, root -> new DirectoryDestination(root, false));
    }

    Run verify(boolean deep) {
        clock.advance(Duration.ofMinutes(1));
        return new VerifyRun(new StoreVerifying(NAME, store), catalog, locks, clock).run(deep, RunOptions.DEFAULT);
    }

    static RunOptions dry(RunOptions options) {
        return new RunOptions(true, false, false, false, options.stopped(), Progress.NONE);
    }

    static RunOptions allowing(RunOptions options) {
        return new RunOptions(false, true, false, false, options.stopped(), Progress.NONE);
    }

    List<String> ids() throws IOException {
        return headers().stream().map(header -> header.id().toString()).toList();
    }

    List<ManifestHeader> headers() throws IOException {
        return SnapshotStore.open(new DirectoryDestination(store, false))
                .snapshots()
                .headers();
    }

    /** What the operator was told of prunes. */
    List<String> told() {
        return log.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.startsWith("prune of job"))
                .toList();
    }

    @Override
    public void close() {
        runs.detachAppender(log);
        catalog.close();
    }
}
