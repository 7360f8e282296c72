package io.saddlebag.mirror;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.CatalogCorruptException;
import io.saddlebag.catalog.Runs;
import io.saddlebag.catalog.Target;
import io.saddlebag.model.Entry;
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
import java.util.Optional;
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
        if (!options.dryRun()) {
            reportInterrupted();
        }
        var died = Died.of(runs, settings.job(), destinationName);
        var started = clock.instant();
        long id = options.dryRun() ? 0 : runs.start(settings.job(), destinationName);
        var tally = new Tally(options.progress(), findings -> record(id, findings));
        var end = sweep(tally, died);
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

    /**
     * Since when runs that died may have delivered what the catalog does not know, in nanoseconds since 1970, or {@link
     * Long#MAX_VALUE}.
     *
     * @param inThisBoot those whose deliveries cannot have been lost since
     * @param ever all of them
     */
    private record Died(long inThisBoot, long ever) {

        static Died of(Runs runs, String job, String destination) {
            return new Died(nanos(runs.unrecordedSince(job, destination)), nanos(runs.diedSince(job, destination)));
        }

        private static long nanos(Optional<Instant> time) {
            return time.map(at -> TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano())
                    .orElse(Long.MAX_VALUE);
        }
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

    private End sweep(Tally tally, Died died) {
        try {
            var objection = sweepOrThrow(tally, died);
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
        long failed = tally.counts().failed();
        return new End(
                Outcome.PARTIAL, failed + (failed == 1 ? " path" : " paths") + " could not be read or delivered");
    }

    private @Nullable String sweepOrThrow(Tally tally, Died died) throws IOException {
        var ground = new Ground(settings, options, target, destination);
        try (var source = ground.requireSource()) {
            return sweepOrThrow(ground, source, tally, died);
        }
    }

    private @Nullable String sweepOrThrow(Ground ground, SourceTree source, Tally tally, Died died) throws IOException {
        boolean mounted = source.isMountPoint();
        var rootState = target.root().orElse(null);
        ground.requireMounted(rootState, mounted);
        var known = target.knownFiles();
        var there = ground.requireDestination(known);
        ground.requireApart(source, there);
        options.progress().began(known);

        var parts = parts(source, tally, died, known, there);
        var objection = new Sweep(parts).run(source.root(), there, rootState, mounted);
        if (objection == null) {
            ground.establish();
        }
        noteLimitations(tally);
        return objection;
    }

    private SweepParts parts(SourceTree source, Tally tally, Died died, long known, @Nullable Entry there)
            throws IOException {
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
                new Comparison(
                        compared != null, died.inThisBoot(), Identity.current().isSuperuser()),
                new Carrier(route, source, destination, recorder, tally, halt, options.dryRun()),
                recorder,
                tally,
                halt,
                stop,
                new Workers(settings.transfers(), "sweep-" + settings.job()),
                known,
                !options.newDestination() && target.rootIdentity().isPresent(),
                died.ever(),
                there,
                names(there));
    }

    private Names names(@Nullable Entry there) throws IOException {
        boolean told = destination == null || there == null || destination.tellsCase();
        return told ? Names.EXACT : Names.FOLDED;
    }

    private void noteLimitations(Tally tally) {
        if (destination != null) {
            destination
                    .limitations()
                    .forEach(limitation -> tally.found(new Finding(Severity.NOTE, Path.of(""), limitation)));
        }
    }
}
