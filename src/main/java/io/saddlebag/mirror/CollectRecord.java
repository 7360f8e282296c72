package io.saddlebag.mirror;

import io.saddlebag.catalog.CatalogCorruptException;
import io.saddlebag.catalog.Runs;
import io.saddlebag.catalog.Target;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.RunSummary;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.Halt;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.Stop;
import io.saddlebag.tree.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a collect and its record in the catalog. A poll that nobody asked for and that finds nothing leaves no
 * record: it is begun with the first delivery, or when something is wrong that was not so before.
 */
final class CollectRecord {

    private static final Logger LOG = LoggerFactory.getLogger(CollectRecord.class);
    private static final int KEPT_RUNS = 1_000;
    private static final int EARLY_FINDINGS = 20_000;
    private static final long NOT_BEGUN = -1;

    private final CollectJob job;
    private final CollectSettings settings;
    private final RunOptions options;
    private final boolean attended;
    private final Destination destination;
    private final Runs runs;
    private final Target target;
    private final Tally tally;
    private final Reports reports;
    private final List<Finding> early = new ArrayList<>();
    private final Instant started;
    private long id = NOT_BEGUN;
    private long adoptSince = Long.MAX_VALUE;

    CollectRecord(CollectJob job, RunOptions options, boolean attended) {
        this.job = job;
        this.settings = job.settings();
        this.options = options;
        this.attended = attended;
        this.destination = job.destination();
        this.runs = job.catalog().runs();
        this.target = job.catalog().states(settings.job(), destination.name());
        this.tally = new Tally(options.progress(), this::take);
        this.reports = new Reports(settings.job(), tally, job.warnings(), attended);
        this.started = job.clock().instant();
    }

    /** The run as it ended; the caller holds the locks. */
    Run run(Consumer<CollectRun> opened, Runnable once) {
        if (isAlwaysRecorded()) {
            begin();
        }
        var end = poll(opened, once);
        if (id == NOT_BEGUN && isNothing(end)) {
            return unrecorded(end);
        }
        begin();
        tally.flush();
        return end(end);
    }

    /** What was asked for, by a person or a schedule, is recorded whatever comes of it. */
    private boolean isAlwaysRecorded() {
        return attended || settings.poll() == null;
    }

    private boolean isNothing(End end) {
        if (end.outcome() == Outcome.DONE || end.outcome() == Outcome.INTERRUPTED) {
            job.warnings().clearTrouble();
            return end.outcome() == Outcome.INTERRUPTED || !hasRecovered();
        }
        return end.outcome() == Outcome.PARTIAL
                ? !reports.hasNews()
                : !job.warnings().isNewTrouble(String.valueOf(end.message()));
    }

    /** The last run on record says that the job fails, which it does no more. */
    private boolean hasRecovered() {
        return !job.backoff().isWaiting()
                && runs.latest(settings.job())
                        .map(Run::outcome)
                        .filter(EnumSet.of(Outcome.FAILED, Outcome.NOT_FOUND, Outcome.GUARDED)::contains)
                        .isPresent();
    }

    private void begin() {
        if (id != NOT_BEGUN) {
            return;
        }
        boolean died = reportInterrupted();
        adoptSince = runs.unrecordedSince(settings.job(), destination.name())
                .map(CollectRecord::nanos)
                .orElse(Long.MAX_VALUE);
        id = options.dryRun() ? 0 : runs.start(settings.job(), destination.name());
        record(early);
        early.clear();
        if (died && !options.dryRun()) {
            removeLeftovers();
        }
    }

    private boolean reportInterrupted() {
        var interrupted = runs.closeInterrupted(settings.job());
        for (var run : interrupted) {
            LOG.warn(
                    "job {}: the run of {} was interrupted, its process died; this run takes up its work",
                    run.job(),
                    run.started());
        }
        return !interrupted.isEmpty();
    }

    private void removeLeftovers() {
        try {
            if (destination.stat(Path.of("")) != null) {
                Leftovers.removeFrom(destination);
            }
        } catch (IOException e) {
            reports.failed(
                    Severity.FAILED, Path.of(""), "leftovers of the last run cannot be removed: " + Reason.of(e));
        }
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    /** Findings of a poll that may leave no record wait until it is known. */
    private void take(Collection<Finding> findings) {
        if (id == NOT_BEGUN) {
            early.addAll(findings);
            if (early.size() >= EARLY_FINDINGS) {
                begin();
            }
        } else {
            record(findings);
        }
    }

    private void record(Collection<Finding> findings) {
        if (!options.dryRun()) {
            runs.findings(id, findings);
        }
    }

    /** How the polls ended. */
    private record End(Outcome outcome, @Nullable String message) {}

    private Run unrecorded(End end) {
        return new Run(0, settings.job(), started, job.clock().instant(), end.outcome(), tally.counts(), end.message());
    }

    private Run end(End end) {
        if (options.dryRun()) {
            return unrecorded(end);
        }
        var run = runs.end(id, end.outcome(), tally.counts(), end.message());
        runs.trim(settings.job(), KEPT_RUNS);
        return run;
    }

    private End poll(Consumer<CollectRun> opened, Runnable once) {
        try {
            pollOrThrow(opened, once);
            return tally.hasFailures()
                    ? new End(
                            Outcome.PARTIAL,
                            RunSummary.paths(tally.counts().failed()) + " could not be read or delivered")
                    : new End(Outcome.DONE, null);
        } catch (CatalogCorruptException e) {
            throw e;
        } catch (SaddlebagException e) {
            return new End(e.outcome(), e.getMessage());
        } catch (IOException e) {
            return new End(
                    Outcome.FAILED, "the source " + settings.trees().source() + " cannot be read: " + Reason.of(e));
        }
    }

    private void pollOrThrow(Consumer<CollectRun> opened, Runnable once) throws IOException {
        var trees = settings.zip() ? settings.trees().comparedWithCatalog() : settings.trees();
        var checks = new Ground(trees, options, target, destination);
        var tree = checks.requireSource();
        requireReadable(tree);
        if (options.newDestination() && !options.dryRun()) {
            target.forgetTree(Path.of(""));
        }
        var stop = new Stop(options.stopped(), job.clock(), settings.trees().stopTimeout());
        var ground = ground(checks, tree, stop);
        if (isAlwaysRecorded()) {
            ground.require();
        }
        var polls = new CollectRun(parts(tree, ground, new Halt(stop)));
        opened.accept(polls);
        polls.poll(once);
        if (ground.isChecked()) {
            checks.establish();
            destination.limitations().forEach(limitation -> reports.note(Path.of(""), limitation));
        }
    }

    /** The consumer takes a directory that it may not list for an empty one. */
    private static void requireReadable(SourceTree tree) {
        var root = tree.absolute(Path.of(""));
        if (!Files.isReadable(root) || !Files.isExecutable(root)) {
            throw new SaddlebagException("the source " + root + " may not be read. Run as a user who may");
        }
    }

    private CollectGround ground(Ground checks, SourceTree tree, Stop stop) {
        return new CollectGround(
                () -> {
                    begin();
                    requireDestination(checks);
                },
                () -> new CollectDelivery(tree, destination, settings.zip(), adoptSince, stop::isOverdue));
    }

    /** What is let through is known from now on, also when this run dies: what it takes out of the source is there. */
    private void requireDestination(Ground checks) throws IOException {
        long known = target.knownFiles();
        if (known == 0) {
            checks.requireEstablished();
        }
        checks.requireDestination(known);
        checks.establish();
    }

    private CollectParts parts(SourceTree tree, CollectGround ground, Halt halt) {
        var delivered = new Delivered(target);
        var afterwards = new Afterwards(tree, settings.after(), delivered, job.backoff(), reports);
        var recorder = new Recorder(target, destination::flush, job.clock(), states -> {
            delivered.recorded(states);
            afterwards.clear(states);
        });
        return new CollectParts(
                settings,
                ground,
                tree,
                destination,
                new Admission(tree, settings.settle(), job.clock(), job.backoff(), reports, halt),
                delivered,
                recorder,
                afterwards,
                job.backoff(),
                reports,
                tally,
                halt,
                options.dryRun());
    }
}
