package io.saddlebag;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes up, at a start, for the runs that schedules would have started while the process was down, and for runs that were
 * interrupted: one job after the other, each once, however many times its schedule fired. What a job missed before its
 * schedule was known is no concern of its.
 */
final class MissedRuns {

    private static final Logger LOG = LoggerFactory.getLogger(MissedRuns.class);

    private final List<JobSettings> jobs;
    private final Catalog catalog;
    private final Locks locks;
    private final Clock clock;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private @Nullable Thread thread;

    MissedRuns(List<JobSettings> jobs, Catalog catalog, Locks locks, Clock clock) {
        this.jobs = List.copyOf(jobs);
        this.catalog = catalog;
        this.locks = locks;
        this.clock = clock;
    }

    /** Says which runs died with the process before, and notes which schedules are known from now on. */
    void lookBack() {
        for (var job : jobs) {
            catalog.runs()
                    .latest(job.name())
                    .filter(run -> run.outcome() == null && !isHeld(job))
                    .ifPresent(run -> LOG.warn(
                            "job {}: the run of {} was interrupted, its process died; the next run takes up its work",
                            job.name(),
                            run.started()));
            job.schedule().ifPresent(schedule -> knownSince(job, schedule));
        }
    }

    private Instant knownSince(JobSettings job, Schedule schedule) {
        return catalog.schedules().known(job.name(), schedule.toString());
    }

    /** Begins to make up for what was missed; returns at once. */
    void start(Consumer<String> fire) {
        thread = new Thread(() -> makeUp(fire), "missed-runs");
        thread.setDaemon(true);
        thread.start();
    }

    private void makeUp(Consumer<String> fire) {
        try {
            for (var job : jobs) {
                var reason = stopped.get() ? Optional.<String>empty() : reason(job);
                reason.ifPresent(words -> {
                    LOG.info("job {}: {}; it is made up for now", job.name(), words);
                    fire.accept(job.name());
                });
            }
        } catch (RuntimeException e) {
            LOG.error("Missed runs cannot be made up for: {}", e.getMessage());
        }
    }

    /** What is to be made up for; empty when nothing is, or when the job is being run. */
    Optional<String> reason(JobSettings job) {
        return job.schedule()
                .filter(schedule -> schedule.runsMissed() && !isHeld(job))
                .flatMap(schedule -> reason(job, schedule));
    }

    private Optional<String> reason(JobSettings job, Schedule schedule) {
        var since = knownSince(job, schedule);
        var last = catalog.runs().latest(job.name());
        if (last.isPresent() && isInterrupted(last.get())) {
            return Optional.of("its run of " + schedule.show(last.get().started()) + " was interrupted");
        }
        var from = last.map(Run::started).filter(since::isBefore).orElse(since);
        return schedule.lastBetween(from, clock.instant())
                .map(time -> "its run of " + schedule.show(time) + " was missed");
    }

    /** Nobody holds the job: a run without an end has died. */
    private static boolean isInterrupted(Run run) {
        return run.outcome() == null || run.outcome() == Outcome.INTERRUPTED;
    }

    private boolean isHeld(JobSettings job) {
        return locks.isHeld(Locks.job(job.name()));
    }

    /** Nothing new is begun from now on. Returns at once. */
    void requestStop() {
        stopped.set(true);
    }

    /** Returns when nothing is under way any more. */
    void await() {
        var running = thread;
        if (running == null) {
            return;
        }
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
