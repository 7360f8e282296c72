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
    private final Footing footing;
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
            Consumer<Delivery> deliverThrough,
            Footing footing) {
        this.settings = settings;
        this.clock = clock;
        this.destination = destination;
        this.options = options;
        this.route = route;
        this.deliverThrough = deliverThrough;
        this.footing = footing;
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
        long id = options.dryRun() ? 0 : start();
        var failed = new FailedDirectories();
        var tally = new Tally(options.progress(), findings -> {
            failed.add(findings);
            record(id, findings);
        });
        var end = sweep(tally, died, started);
        tally.flush();
        if (!options.dryRun()) {
            footing.swept(options.scope(), failed.rest(options.scope(), end.outcome(), tally.counts()));
        }
        return end(id, started, end, tally);
    }

    private long start() {
        return options.scope().isWhole()
                ? runs.start(settings.job(), destinationName)
                : runs.startScope(settings.job(), destinationName);
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
        if (options.dryRun() || !options.scope().isWhole()) {
            if (!options.dryRun()) {
                runs.endScope(id, end.outcome(), tally.counts(), end.message());
            }
            return new Run(id, settings.job(), started, clock.instant(), end.outcome(), tally.counts(), end.message());
        }
        var run = runs.end(id, end.outcome(), tally.counts(), end.message());
        runs.trim(settings.job(), KEPT_RUNS);
        return run;
    }

    private End sweep(Tally tally, Died died, Instant now) {
        boolean ended = false;
        try {
            var objection = sweepOrThrow(tally, died, now);
            ended = true;
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
        } finally {
            if (!ended) {
                footing.lose();
            }
        }
    }

    private static End partial(Tally tally) {
        long failed = tally.counts().failed();
        return new End(
                Outcome.PARTIAL, failed + (failed == 1 ? " path" : " paths") + " could not be read or delivered");
    }

    private @Nullable String sweepOrThrow(Tally tally, Died died, Instant now) throws IOException {
        var ground = new Ground(settings, options, target, destination);
        try (var source = ground.requireSource()) {
            return sweepOrThrow(ground, source, tally, died, now);
        }
    }

    private @Nullable String sweepOrThrow(Ground ground, SourceTree source, Tally tally, Died died, Instant now)
            throws IOException {
        boolean mounted = source.isMountPoint();
        var root = source.root();
        var rootState = target.root().orElse(null);
        ground.requireMounted(rootState, mounted);
        var found = found(ground, source, root);
        options.progress().began(found.known());

        var keeping = destination == null ? null : new Keeping(settings, options, destination, now);
        var parts = parts(source, tally, died, found, now, keeping);
        var visit = new Visit(root, found.there(), rootState, null, mounted);
        var objection = new Sweep(parts, visit).run();
        if (objection == null && options.scope().isWhole()) {
            ground.establish();
            if (keeping != null) {
                keeping.expire(tally);
            }
        }
        hold(root, found, tally);
        noteLimitations(tally);
        return objection;
    }

    /** What the destination was found to be. */
    private record Found(@Nullable Entry there, long known, Names names) {}

    /** A scope relies on what the sweep before it found out, if the roots are the same. */
    private Found found(Ground ground, SourceTree source, Entry root) throws IOException {
        var survey = options.scope().isWhole() ? null : footing.of(root).orElse(null);
        var same = survey == null ? null : ground.findDestination(survey.destination());
        if (survey != null && same != null) {
            return new Found(same, survey.known(), survey.names());
        }
        var known = target.knownFiles();
        var there = ground.requireDestination(known);
        ground.requireApart(source, there);
        return new Found(there, known, names(there));
    }

    private void hold(Entry root, Found found, Tally tally) throws IOException {
        if (!options.dryRun()) {
            var there = destination == null ? found.there() : destination.stat(Path.of(""));
            footing.hold(root, there, found.known() + tally.addedFiles(), found.names());
        }
    }

    private SweepParts parts(
            SourceTree source, Tally tally, Died died, Found found, Instant now, @Nullable Keeping keeping) {
        var stop = new Stop(options.stopped(), clock, settings.stopTimeout());
        var halt = new Halt(stop);
        var compared = settings.compareDestination() ? destination : null;
        var recorder = new Recorder(target, destination == null ? () -> {} : destination::flush, clock);
        if (keeping != null) {
            deliverThrough.accept(new Delivery(source, keeping.destination(), stop::isOverdue));
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
                found.known(),
                !options.newDestination() && target.rootIdentity().isPresent(),
                died.ever(),
                found.there(),
                found.names(),
                footing,
                now);
    }

    private Names names(@Nullable Entry there) throws IOException {
        boolean told = destination == null || there == null || destination.tellsCase();
        return told ? Names.EXACT : Names.FOLDED;
    }

    private void noteLimitations(Tally tally) {
        if (destination != null && options.scope().isWhole()) {
            destination
                    .limitations()
                    .forEach(limitation -> tally.found(new Finding(Severity.NOTE, Path.of(""), limitation)));
        }
    }
}
