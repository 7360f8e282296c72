package io.saddlebag.mirror;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.CatalogCorruptException;
import io.saddlebag.catalog.Runs;
import io.saddlebag.catalog.Target;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.store.Delivery;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.Halt;
import io.saddlebag.tree.Identity;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.Stop;
import io.saddlebag.tree.Tally;
import io.saddlebag.tree.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a mirror: its record in the catalog, the checks before the sweep, the sweep, and how it ended. */
final class SweepRun {

    private static final Logger LOG = LoggerFactory.getLogger(SweepRun.class);
    private static final int KEPT_RUNS = 1_000;

    private final MirrorSettings settings;
    private final Clock clock;
    private final @Nullable Destination destination;
    private final RunOptions options;
    private final DeliverRoute route;
    private final Consumer<Delivery> deliverThrough;
    private final Runs runs;
    private final Target target;
    private final String destinationName;

    SweepRun(
            MirrorSettings settings,
            Catalog catalog,
            Clock clock,
            @Nullable Destination destination,
            RunOptions options,
            DeliverRoute route,
            Consumer<Delivery> deliverThrough) {
        this.settings = settings;
        this.clock = clock;
        this.destination = destination;
        this.options = options;
        this.route = route;
        this.deliverThrough = deliverThrough;
        this.destinationName = destination == null ? "" : destination.name();
        this.runs = catalog.runs();
        this.target = catalog.states(settings.job(), destinationName);
    }

    /** The run as it ended; the caller holds the locks. */
    Run run() {
        reportInterrupted();
        var adoptSince = runs.unrecordedSince(settings.job(), destinationName)
                .map(SweepRun::nanos)
                .orElse(Long.MAX_VALUE);
        var started = clock.instant();
        long id = options.dryRun() ? 0 : runs.start(settings.job(), destinationName);
        var tally = new Tally(options.progress(), findings -> record(id, findings));
        var end = sweep(tally, adoptSince);
        tally.flush();
        return end(id, started, end, tally);
    }

    private void reportInterrupted() {
        for (var run : runs.closeInterrupted(settings.job())) {
            LOG.warn(
                    "job {}: the run of {} was interrupted, its process died; this run takes up its work",
                    run.job(),
                    run.started());
        }
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    private void record(long id, Collection<Finding> findings) {
        if (!options.dryRun()) {
            runs.findings(id, findings);
        }
    }

    /** How a sweep ended. */
    private record End(Outcome outcome, @Nullable String message) {}

    private Run end(long id, Instant started, End end, Tally tally) {
        if (options.dryRun()) {
            return new Run(0, settings.job(), started, clock.instant(), end.outcome(), tally.counts(), end.message());
        }
        var run = runs.end(id, end.outcome(), tally.counts(), end.message());
        runs.trim(settings.job(), KEPT_RUNS);
        return run;
    }

    private End sweep(Tally tally, long adoptSince) {
        try {
            var objection = sweepOrThrow(tally, adoptSince);
            if (objection != null) {
                return new End(Outcome.GUARDED, objection);
            }
            return tally.hasFailures() ? partial(tally) : new End(Outcome.DONE, null);
        } catch (CatalogCorruptException e) {
            throw e;
        } catch (SaddlebagException e) {
            return new End(e.outcome(), e.getMessage());
        } catch (IOException e) {
            return new End(Outcome.FAILED, "the source " + settings.source() + " cannot be read: " + Reason.of(e));
        }
    }

    private static End partial(Tally tally) {
        return new End(Outcome.PARTIAL, tally.counts().failed() + " paths could not be read or delivered");
    }

    private @Nullable String sweepOrThrow(Tally tally, long adoptSince) throws IOException {
        var ground = new Ground(settings, options, target, destination);
        var source = ground.requireSource();
        boolean mounted = source.isMountPoint();
        var rootState = target.root().orElse(null);
        ground.requireMounted(rootState, mounted);
        var known = target.knownFiles();
        var there = ground.requireDestination(known);
        options.progress().began(known);

        var parts = parts(source, tally, adoptSince, known);
        var objection = new Sweep(parts).run(source.root(), there, rootState, mounted);
        if (objection == null) {
            ground.establish();
        }
        noteLimitations(tally);
        return objection;
    }

    private SweepParts parts(SourceTree source, Tally tally, long adoptSince, long known) {
        var stop = new Stop(options.stopped(), clock, settings.stopTimeout());
        var halt = new Halt(stop);
        var compared = settings.compareDestination() ? destination : null;
        var recorder = new Recorder(target, destination == null ? () -> {} : destination::flush, clock);
        if (destination != null) {
            deliverThrough.accept(new Delivery(source, destination, stop::isOverdue));
        }
        return new SweepParts(
                settings,
                options,
                source,
                destination,
                compared == null ? DestinationView.CATALOG : DestinationView.of(compared),
                target,
                new Comparison(compared != null, adoptSince, Identity.current().isSuperuser()),
                new Carrier(route, source, destination, recorder, tally, halt, options.dryRun()),
                recorder,
                tally,
                halt,
                stop,
                new Workers(settings.transfers(), "sweep-" + settings.job()),
                known,
                !options.newDestination() && target.rootIdentity().isPresent());
    }

    private void noteLimitations(Tally tally) {
        if (destination != null) {
            destination
                    .limitations()
                    .forEach(limitation -> tally.found(new Finding(Severity.NOTE, Path.of(""), limitation)));
        }
    }
}
