package io.saddlebag;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.mirror.MirrorJob;
import io.saddlebag.mirror.MirrorSettings;
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
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.SourceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    /** The run as it ended. */
    @SuppressWarnings("try") // the locks are only held
    Run run(RestoreRequest request, RunOptions options) {
        var names = new ArrayList<>(lockNames);
        names.add(Locks.destination(place.directory().toString()));
        var started = clock.instant();
        try (var held = locks.acquire(names, options.waiting(), options.stopped())) {
            var walk = Walk.of(options, mirror.transfers(), clock, mirror.stopTimeout(), findings -> {});
            var run = restore(request, options, walk, started);
            LOG.info(
                    "restore of job {} to {}: {}; {}",
                    mirror.job(),
                    place.directory(),
                    run.outcome(),
                    RunSummary.of(run));
            return run;
        }
    }

    private Run restore(RestoreRequest request, RunOptions options, Walk walk, Instant started) {
        try {
            var destination = Objects.requireNonNull(mirror.destination());
            var states = catalog.states(mirror.job(), destination.toString());
            long known = states.knownFiles();
            boolean knownAsEmpty = known == 0 && states.root().isPresent();
            var tree = MirrorTree.open(destination, knownAsEmpty && !request.delete());
            var target = new DirectoryDestination(place.directory(), false);
            options.progress().began(known);
            restore(tree, target, request, walk);
            target.limitations()
                    .forEach(limitation -> walk.tally().found(new Finding(Severity.NOTE, Path.of(""), limitation)));
            return walk.tally().hasFailures()
                    ? ended(
                            walk,
                            started,
                            Outcome.PARTIAL,
                            RunSummary.paths(walk.tally().counts().failed()) + " could not be restored")
                    : ended(walk, started, Outcome.DONE, null);
        } catch (SaddlebagException e) {
            return e.outcome() == Outcome.INTERRUPTED
                    ? ended(walk, started, Outcome.INTERRUPTED, "stopped; run it again for the rest")
                    : ended(walk, started, e.outcome(), e.getMessage());
        }
    }

    private void restore(SourceTree tree, DirectoryDestination target, RestoreRequest request, Walk walk) {
        try (var protection = new RestoreProtection(place, job, tree.absolute(Path.of("")))) {
            new Restore(tree, target, request.withHardLinks(mirror.hardLinks()), place.isSource(), protection, walk)
                    .run();
        } catch (IOException e) {
            throw new SaddlebagException("what is excluded cannot be told: " + Reason.of(e) + ". Nothing was deleted");
        }
    }

    private Run ended(Walk walk, Instant started, Outcome outcome, @Nullable String message) {
        Counts counts = walk.tally().counts();
        return new Run(0, mirror.job(), started, clock.instant(), outcome, counts, message);
    }
}
