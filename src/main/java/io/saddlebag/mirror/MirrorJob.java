package io.saddlebag.mirror;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.CatalogCorruptException;
import io.saddlebag.catalog.LockedException;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Change;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Receipt;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.model.Scope;
import io.saddlebag.store.Delivery;
import io.saddlebag.store.Destination;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.tree.Filters;
import io.saddlebag.tree.SourceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One configured mirror: its sweeps, one at a time, and the delivery of their changes. */
public final class MirrorJob implements SweepJob {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorJob.class);

    private final MirrorSettings settings;
    private final Catalog catalog;
    private final Locks locks;
    private final Clock clock;
    private final Function<Path, Destination> destinations;
    private final Footing footing = new Footing();
    private volatile @Nullable Delivery delivery;

    /** A job that keeps its states in a catalog and holds its locks while it runs. */
    public MirrorJob(MirrorSettings settings, Catalog catalog, Locks locks, Clock clock) {
        this(
                settings,
                catalog,
                locks,
                clock,
                root -> new DirectoryDestination(root, settings.durability() == Durability.FILE));
    }

    /** A job whose destination is made by other means. */
    MirrorJob(
            MirrorSettings settings,
            Catalog catalog,
            Locks locks,
            Clock clock,
            Function<Path, Destination> destinations) {
        this.settings = settings;
        this.catalog = catalog;
        this.locks = locks;
        this.clock = clock;
        this.destinations = destinations;
    }

    @Override
    public MirrorSettings settings() {
        return settings;
    }

    @Override
    @SuppressWarnings("try") // the locks are only held
    public Run sweep(RunOptions options, DeliverRoute route) {
        try (var held = locks.acquire(lockNames(), options.waiting(), options.stopped())) {
            return sweepOnceOrTwice(options, route);
        } catch (LockedException e) {
            return unrecorded(e);
        } catch (SaddlebagException e) {
            if (e.outcome() == Outcome.INTERRUPTED) {
                return unrecorded(e);
            }
            throw e;
        }
    }

    /**
     * The source as its sweeps see it.
     *
     * @throws SaddlebagException when it is not there
     */
    public SourceTree openSource() throws IOException {
        var states = catalog.states(settings.job(), "");
        return new Ground(settings, RunOptions.DEFAULT, states, null).requireSource();
    }

    /** What has to be locked by those who read or write its destination. */
    public List<String> lockNames() {
        var names = new ArrayList<String>();
        names.add(Locks.job(settings.job()));
        if (settings.destination() != null) {
            names.add(Locks.destination(realName(settings.destination())));
        }
        return names;
    }

    private static String realName(Path path) {
        try {
            return path.toRealPath().toString();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize().toString();
        }
    }

    /** A catalog that turns out corrupt costs a comparison with the destination: the sweep begins again with a new one. */
    private Run sweepOnceOrTwice(RunOptions options, DeliverRoute route) {
        try {
            return sweepOnce(options, route);
        } catch (CatalogCorruptException e) {
            LOG.warn("job {}: {}", settings.job(), e.getMessage());
            catalog.replaceCorrupt();
            footing.lose();
            return sweepOnce(options.limitedTo(Scope.WHOLE), route);
        }
    }

    private Run sweepOnce(RunOptions options, DeliverRoute route) {
        var destination = settings.destination() == null ? null : destinations.apply(settings.destination());
        if (destination != null && options.dryRun()) {
            destination.freeze();
        }
        return new SweepRun(settings, catalog, clock, destination, options, route, this::deliverThrough, footing).run();
    }

    private void deliverThrough(Delivery next) {
        delivery = next;
    }

    private Run unrecorded(SaddlebagException reason) {
        var now = clock.instant();
        return new Run(0, settings.job(), now, now, reason.outcome(), Counts.NONE, reason.getMessage());
    }

    @Override
    public Receipt deliver(Change change) throws Exception {
        var current = delivery;
        if (current == null) {
            current = new Delivery(
                    new SourceTree(settings.source(), Filters.ALL, List.of()),
                    destinations.apply(requireDestination()),
                    () -> false);
            delivery = current;
        }
        return current.deliver(change);
    }

    private Path requireDestination() {
        var destination = settings.destination();
        if (destination == null) {
            throw new SaddlebagException("job " + settings.job() + " has no destination for backup:deliver; set job."
                    + settings.job() + ".destination");
        }
        return destination;
    }
}
