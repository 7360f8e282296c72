package io.saddlebag;

import io.saddlebag.alert.Outbox;
import io.saddlebag.camel.RouteEngine;
import io.saddlebag.camel.RouteFailure;
import io.saddlebag.camel.RunRecord;
import io.saddlebag.camel.Telling;
import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.restore.RestoreRequest;
import io.saddlebag.restore.SnapshotWish;
import io.saddlebag.snapshot.SnapshotJob;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wiring: catalog, locks, jobs and the engine that runs their routes. Safe to use from several threads: one runs a
 * job, another may ask it to stop.
 */
public final class Application implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private final Settings settings;
    private final Clock clock;
    private final Catalog catalog;
    private final Locks locks;
    private final Workers workers;
    private final @Nullable RouteEngine engine;
    private @Nullable MissedRuns missed;
    private final Audit audit;
    private final Heartbeat heartbeat;
    private final FileOutbox outbox;
    private final Alerting alerting;
    private @Nullable Postman postman;

    private Application(
            Settings settings,
            Clock clock,
            Catalog catalog,
            Audit audit,
            Heartbeat heartbeat,
            FileOutbox outbox,
            Alerting alerting,
            @Nullable RouteEngine engine) {
        this.settings = settings;
        this.clock = clock;
        this.catalog = catalog;
        this.locks = locks(settings, clock);
        this.workers = new Workers(settings.home(), catalog, locks, clock);
        this.audit = audit;
        this.heartbeat = heartbeat;
        this.outbox = outbox;
        this.alerting = alerting;
        this.engine = engine;
    }

    /**
     * What a command needs: the catalog, and of the named jobs those routes that wait to be called. No schedule starts and
     * no port opens; with no jobs Camel is not started at all.
     */
    public static Application forCommand(Settings settings, Collection<String> jobs) {
        var named = jobs.stream().distinct().map(settings::job).toList();
        return start(settings, named, false);
    }

    /** What the daemon needs: all routes, started. What was missed since the last one is made up for, in the background. */
    public static Application forDaemon(Settings settings) {
        var now = Clock.systemUTC().instant();
        var jobs = settings.jobs().stream().map(job -> firing(job, now)).toList();
        var application = start(settings, jobs, true);
        try {
            application.send();
            application.makeUp(jobs);
            return application;
        } catch (RuntimeException e) {
            application.close();
            throw e;
        }
    }

    private void send() {
        if (engine != null) {
            postman = new Postman(outbox, locks, engine);
            postman.start();
        }
    }

    /**
     * Decides what the admins are told, and sends the messages that wait, unless the daemon does; for at most ten seconds. To be
     * called by a command when its work is done.
     */
    public void deliverMessages(BooleanSupplier stopped) {
        alerting.finish();
        Sending.deliver(outbox, settings, locks, stopped);
    }

    /** Only now that the schedules fire by themselves, so that no time falls in between. */
    private void makeUp(List<JobSettings> jobs) {
        if (engine != null) {
            missed = new MissedRuns(jobs, catalog, locks, clock);
            missed.lookBack();
            // What is overdue now is told, though it is made up for.
            alerting.decide();
            missed.start(engine::fire);
        }
    }

    /**
     * Makes the routes of jobs as a command does and throws them away; what a command would fail with is thrown. The jobs are
     * given a catalog that is thrown away as well.
     */
    public static void tryRoutes(Settings settings, Collection<String> jobs) {
        try (var scratch = Scratch.make()) {
            var elsewhere = settings.withHome(scratch.directory());
            start(elsewhere, jobs.stream().distinct().map(elsewhere::job).toList(), false)
                    .close();
        }
    }

    /**
     * Runs a job and waits for its end.
     *
     * @return the run that its sweep left, or else its route; what the route failed with is a run as well, unless
     *     Saddlebag meant it to be thrown
     */
    public Run run(String job, RunOptions options) {
        requirePossible(settings.job(job), options);
        if (engine == null) {
            throw new IllegalStateException("the application was started without the routes of " + job);
        }
        var started = clock.instant();
        try {
            var run = engine.run(job, options);
            return run == null ? ended(job, started, Outcome.DONE, null) : run;
        } catch (SaddlebagException e) {
            throw e;
        } catch (Exception e) {
            return ended(job, started, Outcome.FAILED, "The route of the job failed: " + RouteFailure.reason(e));
        }
    }

    private static void requirePossible(JobSettings job, RunOptions options) {
        if (options.kind() != null && !job.type().snapshots()) {
            throw new ConfigurationException("The job " + job.name() + " takes no snapshots: its type is "
                    + job.type().name() + ". Run it without --" + options.kind().text() + ".");
        }
        if (options.dryRun() && !job.type().canLookOnly()) {
            throw new ConfigurationException("The job " + job.name() + " cannot be run dry: its type "
                    + job.type().name()
                    + " neither sweeps, collects nor takes snapshots, so nothing can tell what it would do. Run it without"
                    + " --dry-run.");
        }
    }

    /**
     * A verification of a job's backup: a mirror is compared with its source, a store of snapshots proves itself. Its run counts
     * what was verified as unchanged.
     *
     * @param deep whether contents are compared
     * @throws ConfigurationException when the job has nothing to compare
     */
    public Function<RunOptions, Run> verification(String job, boolean deep) {
        alerting.begin();
        var verification = workers.verification(settings.job(job));
        return options -> verification.run(deep, options);
    }

    /**
     * A prune of a job's store.
     *
     * @param force whether it is carried out though something is wrong
     * @throws ConfigurationException when the job takes no snapshots
     */
    public Function<RunOptions, PruneResult> prune(String job, boolean force) {
        alerting.begin();
        var prune = workers.prune(settings.job(job));
        return options -> prune.run(force, options);
    }

    /** A verification of the store of snapshots at a directory, which needs nothing else and is not recorded. */
    public static Function<RunOptions, Run> verification(Path store, boolean deep) {
        var subject = new StoreVerifying(store.toString(), store);
        return options -> VerifyRun.unrecorded(subject, deep, options, Clock.systemUTC());
    }

    /**
     * A restore of what a mirror has, or of a snapshot.
     *
     * @param directory where to; it is made, the one above it is there
     * @throws ConfigurationException when nothing may be restored to that directory, or a mirror is asked for a snapshot
     */
    public Function<RunOptions, Run> restore(String job, Path directory, RestoreRequest request, SnapshotWish wish) {
        var snapshots = settings.job(job).snapshot();
        if (snapshots != null) {
            var restore = SnapshotRestoreRun.of(
                    new SnapshotJob(snapshots, catalog, locks, clock, settings.home()),
                    directory,
                    settings,
                    locks,
                    clock);
            return options -> restore.run(wish, request, options);
        }
        if (wish instanceof SnapshotWish.Named) {
            throw new ConfigurationException("The job " + job + " takes no snapshots: its type is "
                    + settings.job(job).type().name() + ". Leave --snapshot out.");
        }
        var mirror = workers.mirror(settings.job(job));
        var place = RestorePlace.of(directory, mirror.settings(), settings);
        var restore = new RestoreRun(mirror, place, catalog, locks, clock);
        var moment = wish instanceof SnapshotWish.At at ? at.time() : null;
        return options -> restore.run(request, moment, options);
    }

    /**
     * A restore from a store of snapshots that needs nothing else: no configuration, no catalog.
     *
     * @param store the directory that holds the snapshots
     * @param directory where to; it is made, the one above it is there
     */
    public static Function<RunOptions, Run> restoreFrom(
            Path store, Path directory, RestoreRequest request, SnapshotWish wish) {
        var restore = SnapshotRestoreRun.from(store, directory, Clock.systemUTC());
        return options -> restore.run(wish, request, options);
    }

    /** The catalog. */
    public Catalog catalog() {
        return catalog;
    }

    /** Where messages to the admins are put. */
    public Outbox outbox() {
        return outbox;
    }

    /** The settings it was started with. */
    public Settings settings() {
        return settings;
    }

    /** Makes runs that are under way end as interrupted, at the latest with the file in hand. Returns at once. */
    public void requestStop() {
        if (missed != null) {
            missed.requestStop();
        }
        if (postman != null) {
            postman.requestStop();
        }
        if (engine != null) {
            engine.requestStop();
        }
    }

    /** Stops routes, waiting as long as {@code saddlebag.stop-timeout} says, then closes the catalog. */
    @Override
    public void close() {
        requestStop();
        try {
            if (engine != null) {
                engine.close();
            }
            if (missed != null) {
                missed.await();
            }
            alerting.finish();
        } finally {
            if (postman != null) {
                postman.close();
            }
            heartbeat.close();
            audit.close();
            catalog.close();
        }
    }

    /** A job without a schedule that never fires again, which Quartz would refuse together with all others. */
    private static JobSettings firing(JobSettings job, Instant now) {
        var verify = job.verifySchedule();
        if (verify.isPresent() && verify.get().nextAfter(now).isEmpty()) {
            LOG.warn(
                    "job.{}.verify-schedule = {} never fires again, and nothing is verified. Correct it.",
                    job.name(),
                    verify.get().expression());
            return firing(job.unverified(), now);
        }
        if (job.schedule().isEmpty() || job.nextRun(now).isPresent()) {
            return job;
        }
        LOG.warn(
                "job.{}.schedule = {} never fires again, and the job is left out. Correct it.",
                job.name(),
                job.schedule().get().expression());
        return job.unscheduled();
    }

    private static Application start(Settings settings, List<JobSettings> jobs, boolean daemon) {
        var clock = Clock.systemUTC();
        var catalog = Catalog.open(createHome(settings.home()), clock);
        var audit = new Audit(settings.home());
        var heartbeat = new Heartbeat(settings.messaging().heartbeats());
        try {
            audit.start(daemon ? jobs : List.of());
            var locks = locks(settings, clock);
            var outbox = outbox(settings, catalog, clock);
            var alerting = new Alerting(settings, catalog, locks, clock, outbox);
            if (!jobs.isEmpty()) {
                alerting.begin();
            }
            var engine = jobs.isEmpty()
                    ? null
                    : engine(
                            settings,
                            jobs,
                            new Telling(alerting::decide, daemon ? Sending.mailing(outbox, settings) : null),
                            new Workers(settings.home(), catalog, locks, clock).of(jobs, audit),
                            new CatalogRunRecord(catalog.runs(), locks, heartbeat));
            return new Application(settings, clock, catalog, audit, heartbeat, outbox, alerting, engine);
        } catch (RuntimeException e) {
            audit.close();
            catalog.close();
            throw e;
        }
    }

    /**
     * Starts the routes of jobs, whatever does their work.
     *
     * @param telling how the admins are told; only the daemon's routes send messages
     */
    static RouteEngine engine(
            Settings settings, List<JobSettings> jobs, Telling telling, RouteEngine.Jobs workers, RunRecord record) {
        boolean daemon = telling.mailing() != null;
        var files = new LinkedHashSet<>(settings.types().commonFiles());
        if (daemon) {
            files.addAll(settings.types().alertFiles());
        }
        jobs.forEach(job -> files.add(job.type().file()));
        var routes = jobs.stream().flatMap(job -> job.routes(!daemon).stream()).toList();
        return RouteEngine.start(
                new RouteEngine.Plan(List.copyOf(files), routes, daemon, settings.camel(), settings.stopTimeout()),
                workers,
                record,
                telling);
    }

    private static FileOutbox outbox(Settings settings, Catalog catalog, Clock clock) {
        return new FileOutbox(settings.home(), new SentMessages(catalog.states(SentMessages.TARGET, "")), clock);
    }

    private static Locks locks(Settings settings, Clock clock) {
        return new Locks(settings.home().resolve("locks"), clock);
    }

    private static Path createHome(Path home) {
        try {
            return Files.createDirectories(home);
        } catch (IOException e) {
            throw new SaddlebagException(
                    Outcome.FAILED,
                    "saddlebag.home " + home + " cannot be created: " + Reason.of(e)
                            + ". Name a directory that can be written with"
                            + " saddlebag.home or the environment variable SADDLEBAG_HOME.",
                    e);
        }
    }

    private Run ended(String job, Instant started, Outcome outcome, @Nullable String message) {
        return new Run(0, job, started, clock.instant(), outcome, Counts.NONE, message);
    }
}
