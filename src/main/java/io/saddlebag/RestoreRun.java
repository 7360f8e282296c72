package io.saddlebag;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.mirror.MirrorJob;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.RunSummary;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.restore.MirrorTree;
import io.saddlebag.restore.Restore;
import io.saddlebag.restore.RestoreRequest;
import io.saddlebag.restore.Walk;
import io.saddlebag.store.Destination;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.versions.MirrorVersions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One restore from a mirror, under the job's locks and one on the directory it writes. It leaves no record but the log's. */
final class RestoreRun {

    private static final Logger LOG = LoggerFactory.getLogger("io.saddlebag.runs");

    private final MirrorJob job;
    private final MirrorSettings mirror;
    private final List<String> lockNames;
    private final RestorePlace place;
    private final Catalog catalog;
    private final Locks locks;
    private final Clock clock;

    RestoreRun(MirrorJob job, RestorePlace place, Catalog catalog, Locks locks, Clock clock) {
        this.job = job;
        this.mirror = job.settings();
        this.lockNames = job.lockNames();
        this.place = place;
        this.catalog = catalog;
        this.locks = locks;
        this.clock = clock;
    }

    /**
     * The run as it ended.
     *
     * @param moment when the mirror had what is restored; null for what it has now
     * @throws ConfigurationException when that is not known
     */
    @SuppressWarnings("try") // the locks are only held
    Run run(RestoreRequest request, @Nullable Instant moment, RunOptions options) {
        var names = new ArrayList<>(lockNames);
        names.add(Locks.destination(place.directory().toString()));
        var started = clock.instant();
        try (var held = locks.acquire(names, options.waiting(), options.stopped())) {
            var walk = Walk.of(options, mirror.transfers(), clock, mirror.stopTimeout(), findings -> {});
            var run = restore(request, moment, options, walk, started);
            LOG.info(
                    "restore of job {} to {}: {}; {}",
                    mirror.job(),
                    place.directory(),
                    run.outcome(),
                    RunSummary.of(run));
            return run;
        }
    }

    private Run restore(
            RestoreRequest request, @Nullable Instant moment, RunOptions options, Walk walk, Instant started) {
        try {
            var destination = Objects.requireNonNull(mirror.destination());
            var states = catalog.states(mirror.job(), destination.toString());
            long known = states.knownFiles();
            boolean knownAsEmpty = known == 0 && states.root().isPresent();
            var tree = MirrorTree.open(destination, moment != null || (knownAsEmpty && !request.delete()));
            requireKnown(moment, destination);
            var target = new DirectoryDestination(place.directory(), false);
            options.progress().began(known);
            restore(tree, moment, target, request, walk);
            target.limitations()
                    .forEach(limitation -> walk.tally().found(new Finding(Severity.NOTE, Path.of(""), limitation)));
            return walk.tally().hasFailures()
                    ? ended(
                            walk,
                            started,
                            Outcome.PARTIAL,
                            RunSummary.paths(walk.tally().counts().failed()) + " could not be restored")
                    : ended(walk, started, Outcome.DONE, null);
        } catch (ConfigurationException e) {
            throw e;
        } catch (SaddlebagException e) {
            return e.outcome() == Outcome.INTERRUPTED
                    ? ended(walk, started, Outcome.INTERRUPTED, "stopped; run it again for the rest")
                    : ended(walk, started, e.outcome(), e.getMessage());
        }
    }

    /** What was before versions were kept is not known. */
    private void requireKnown(@Nullable Instant moment, Path destination) {
        try {
            var since = moment == null ? Optional.of(Instant.MIN) : MirrorVersions.knownSince(kept(destination));
            if (since.isEmpty()) {
                throw new ConfigurationException(
                        "The mirror in " + destination + " keeps no versions (job." + mirror.job()
                                + ".versions), so what it held at an earlier time is not known. Leave --at out.");
            }
            if (moment != null && moment.isBefore(since.get())) {
                throw new ConfigurationException("What the mirror in " + destination + " held at " + moment
                        + " is not known: its versions begin at " + since.get() + ".");
            }
        } catch (IOException e) {
            throw new SaddlebagException("the versions in " + destination + " cannot be read: " + Reason.of(e));
        }
    }

    /** Versions are only read. */
    private static Destination kept(Path destination) {
        var kept = new DirectoryDestination(destination, false);
        kept.freeze();
        return kept;
    }

    private void restore(
            SourceTree tree, @Nullable Instant moment, DirectoryDestination target, RestoreRequest asked, Walk walk) {
        var request = asked.withHardLinks(mirror.hardLinks());
        boolean sets = place.isSource();
        try (var protection = new RestoreProtection(place, job, tree.absolute(Path.of("")))) {
            var restore = moment == null
                    ? new Restore(tree, target, request, sets, protection, walk)
                    : Restore.at(
                            moment, tree, kept(tree.absolute(Path.of(""))), target, request, sets, protection, walk);
            restore.run();
        } catch (IOException e) {
            throw new SaddlebagException("what is excluded cannot be told: " + Reason.of(e) + ". Nothing was deleted");
        }
    }

    private Run ended(Walk walk, Instant started, Outcome outcome, @Nullable String message) {
        Counts counts = walk.tally().counts();
        return new Run(0, mirror.job(), started, clock.instant(), outcome, counts, message);
    }
}
