package io.saddlebag.snapshot;

import io.saddlebag.archive.ArchiveOptions;
import io.saddlebag.archive.Archives;
import io.saddlebag.archive.DamagedException;
import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.archive.Snapshots;
import io.saddlebag.archive.StorePaths;
import io.saddlebag.archive.StoreWriter;
import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.CatalogCorruptException;
import io.saddlebag.catalog.Locks;
import io.saddlebag.catalog.RunHistory;
import io.saddlebag.catalog.Runs;
import io.saddlebag.model.DisplayBytes;
import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Growth;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.RunSummary;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.store.Destination;
import io.saddlebag.store.DestinationHealth;
import io.saddlebag.tree.CopyDroppedException;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.Stop;
import io.saddlebag.tree.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a job that takes snapshots: its record in the catalog, the checks before, the snapshot, and how it ended. */
final class SnapshotRun {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotRun.class);
    private static final int KEPT_RUNS = 1_000;

    private final SnapshotSettings settings;
    private final Locks locks;
    private final Clock clock;
    private final Scratch scratch;
    private final Destination contents;
    private final Destination destination;
    private final RunOptions options;
    private final Runs runs;
    private final RunHistory history;
    private final SnapshotGround ground;
    private final StoreWriter writer;
    private final Stop stop;

    /**
     * A run.
     *
     * @param contents the destination for archives
     * @param destination the same, with files that are on the disk when they are committed
     */
    SnapshotRun(
            SnapshotSettings settings,
            Catalog catalog,
            Locks locks,
            Clock clock,
            Scratch scratch,
            Destination contents,
            Destination destination,
            RunOptions options) {
        this.settings = settings;
        this.locks = locks;
        this.clock = clock;
        this.scratch = scratch;
        this.contents = contents;
        this.destination = destination;
        this.options = options;
        this.runs = catalog.runs();
        this.history = catalog.history();
        this.ground =
                new SnapshotGround(settings, options, catalog.states(settings.job(), destination.name()), destination);
        this.writer = new StoreWriter(destination);
        this.stop = new Stop(options.stopped(), clock, settings.stopTimeout());
    }

    /** How a run ended. */
    private record End(
            Outcome outcome,
            @Nullable String message,
            @Nullable Growth growth) {

        End(Outcome outcome, @Nullable String message) {
            this(outcome, message, null);
        }
    }

    /** The run as it ended; the caller holds the locks of the job and the destination. */
    Run run() {
        if (!options.dryRun()) {
            reportInterrupted();
        }
        var started = clock.instant();
        long id = options.dryRun() ? 0 : runs.start(settings.job(), destination.name());
        var tally = new Tally(options.progress(), findings -> record(id, findings));
        var end = end(started, tally);
        tally.flush();
        if (options.dryRun()) {
            return new Run(0, settings.job(), started, clock.instant(), end.outcome(), tally.counts(), end.message());
        }
        // Before it has ended: whoever sees the end sees all of it.
        grew(id, end);
        var run = runs.end(id, end.outcome(), tally.counts(), end.message());
        if (run.id() != id) {
            grew(run.id(), end);
        }
        runs.trim(settings.job(), KEPT_RUNS);
        return run;
    }

    private void grew(long id, End end) {
        if (end.growth() != null) {
            history.grew(id, end.growth());
        }
    }

    private void reportInterrupted() {
        for (var run : runs.closeInterrupted(settings.job())) {
            LOG.warn(
                    "job {}: the run of {} was interrupted, its process died; it left no snapshot",
                    run.job(),
                    run.started());
        }
    }

    private void record(long id, Collection<Finding> findings) {
        if (!options.dryRun()) {
            runs.findings(id, findings);
        }
    }

    private End end(Instant started, Tally tally) {
        try {
            return take(started, tally);
        } catch (CatalogCorruptException e) {
            throw e;
        } catch (SaddlebagException e) {
            return new End(e.outcome(), e.getMessage());
        } catch (CopyDroppedException e) {
            return new End(Outcome.INTERRUPTED, "stopped; no snapshot was taken");
        } catch (IOException e) {
            var hopeless = DestinationHealth.complaint(destination, e);
            return hopeless.map(complaint -> new End(complaint.outcome(), complaint.getMessage()))
                    .orElseGet(() -> new End(
                            Outcome.FAILED,
                            "no snapshot was taken: " + Reason.of(e) + ". Those that are in " + destination.name()
                                    + " stay as they were"));
        }
    }

    @SuppressWarnings("try") // the lock is only held
    private End take(Instant started, Tally tally) throws IOException {
        var root = ground.requireRoot();
        if (options.dryRun()) {
            return taken(root, started, tally);
        }
        try (var held =
                locks.acquireIn(settings.destination(), StorePaths.LOCK, options.waiting(), options.stopped())) {
            return taken(root, started, tally);
        }
    }

    private End taken(@Nullable Entry root, Instant started, Tally tally) throws IOException {
        var store = ground.requireStore(root, writer, started);
        if (!options.dryRun()) {
            writer.removeLeftovers();
        }
        var snapshots = store == null ? new Snapshots(List.of(), List.of()) : store.snapshots();
        var latest = store == null ? null : latestWhole(store, snapshots).orElse(null);
        var checks = new SourceChecks(
                settings, options.allowDelete(), ground.mountPoints(), name -> hasFiles(store, latest, name), root);
        try (var sources = new SnapshotSources(settings, checks)) {
            sources.requireAny();
            var level = level(store, snapshots, started);
            options.progress().began(latest == null ? 0 : latest.counts().files());
            var parts = parts(store, snapshots, tally);
            return taken(new SnapshotTaker(parts, sources, latest, level, started), sources, level, latest, tally);
        }
    }

    private static Optional<ManifestHeader> latestWhole(SnapshotStore store, Snapshots snapshots) throws IOException {
        var headers = snapshots.headers();
        for (int i = headers.size() - 1; i >= 0; i--) {
            if (manifestComplaint(store, headers.get(i)).isEmpty()) {
                return Optional.of(headers.get(i));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> manifestComplaint(SnapshotStore store, ManifestHeader header) throws IOException {
        try {
            store.requireWhole(header.id());
            return Optional.empty();
        } catch (DamagedException e) {
            return Optional.of("the manifest of " + header.id() + " is damaged: " + e.getMessage());
        }
    }

    private static boolean hasFiles(@Nullable SnapshotStore store, @Nullable ManifestHeader latest, Path source)
            throws IOException {
        try (var entries = ManifestCursor.of(store, latest)) {
            for (var entry = entries.next(); entry != null; entry = entries.next()) {
                if (entry.type() != FileType.DIRECTORY && entry.path().startsWith(source)) {
                    return true;
                }
            }
            return false;
        }
    }

    private Level level(@Nullable SnapshotStore store, Snapshots snapshots, Instant now) throws IOException {
        var rules = new LevelRules(
                settings.between(),
                settings.fullEvery(),
                SnapshotTaker.headerSources(settings),
                settings.choice().text());
        return rules.decide(
                snapshots,
                options.kind(),
                now,
                base -> store == null ? Optional.empty() : complaint(store, snapshots, base));
    }

    private static Optional<String> complaint(SnapshotStore store, Snapshots snapshots, ManifestHeader base)
            throws IOException {
        var missing = snapshots.missing(base);
        if (missing.isPresent()) {
            return Optional.of("the snapshot " + missing.get() + " that " + base.id() + " builds on is missing");
        }
        var damaged = manifestComplaint(store, base);
        for (var link : snapshots.chain(base)) {
            if (damaged.isEmpty()) {
                damaged = store.complaint(link);
            }
        }
        return damaged;
    }

    private SnapshotTaker.Parts parts(@Nullable SnapshotStore store, Snapshots snapshots, Tally tally) {
        var files = options.dryRun() ? Path.of("") : scratch.emptied();
        var archive = new ArchiveOptions(
                settings.archive().format(),
                settings.archive().level(),
                Runtime.getRuntime().availableProcessors(),
                files,
                stop::isOverdue);
        return new SnapshotTaker.Parts(
                settings,
                store,
                writer,
                snapshots,
                (id, ledger) -> Archives.writer(contents, id, archive, ledger),
                files,
                new LastWalk(files),
                () -> destination.space().usable(),
                tally,
                stop,
                clock);
    }

    private End taken(
            SnapshotTaker taker, SnapshotSources sources, Level level, @Nullable ManifestHeader latest, Tally tally)
            throws IOException {
        if (options.dryRun()) {
            taker.look();
            return end(sources, tally, "would take " + level.kind().text() + ": " + level.reason(), null);
        }
        var header = taker.take();
        ground.establish(sources.mountPoints());
        var growth = header.map(SnapshotWords::growth).orElse(null);
        var words = header.map(SnapshotWords::of)
                .orElseGet(() -> "unchanged since " + (latest == null ? "the beginning" : latest.id()));
        return end(sources, tally, words + room(taker.storedBefore(), growth), growth);
    }

    /** Of a store that did not grow, or whose room cannot be told, nothing is said: the snapshot is taken in any case. */
    private String room(long before, @Nullable Growth growth) {
        if (growth == null) {
            return "";
        }
        try {
            return "; the store has " + DisplayBytes.of(before + growth.stored()) + ", "
                    + DisplayBytes.of(destination.space().usable()) + " are free";
        } catch (IOException e) {
            return "";
        }
    }

    private static End end(SnapshotSources sources, Tally tally, String message, @Nullable Growth growth) {
        if (!sources.complaints().isEmpty()) {
            var complaints = sources.complaints().stream()
                    .map(SaddlebagException::getMessage)
                    .collect(Collectors.joining("; "));
            return new End(
                    Outcome.GUARDED,
                    complaints + ". Of that the snapshot keeps what the last one has; the other sources were taken: "
                            + message,
                    growth);
        }
        long failed = tally.counts().failed();
        return failed > 0
                ? new End(Outcome.PARTIAL, RunSummary.paths(failed) + " could not be read; " + message, growth)
                : new End(Outcome.DONE, message, growth);
    }
}
