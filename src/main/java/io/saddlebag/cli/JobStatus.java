package io.saddlebag.cli;

import io.saddlebag.JobSettings;
import io.saddlebag.Punctuality;
import io.saddlebag.model.OpenAlert;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one job is doing.
 *
 * @param settings the job
 * @param running whether a run holds it now
 * @param last its latest run
 * @param lastGood its latest run that did everything
 * @param scopes what was carried while its source was watched, in the latest hour that anything was
 * @param next when its schedule fires next
 * @param missedSince a time of its schedule that has passed without a run
 * @param overdueSince when it had been too long without a run that did everything
 * @param sizes how much it has at its destination, if that can be told
 * @param alerts what the admins were told of and is not over
 */
record JobStatus(
        JobSettings settings,
        boolean running,
        Optional<Run> last,
        Optional<Run> lastGood,
        Optional<Run> scopes,
        Optional<Instant> next,
        Optional<Instant> missedSince,
        Optional<Instant> overdueSince,
        Optional<Sizes> sizes,
        List<OpenAlert> alerts) {

    /**
     * What the catalog and the locks know of a job.
     *
     * @param scheduledSince since when its schedule is known
     * @param alerts what the admins were told of and is not over
     */
    record Known(
            boolean running,
            Optional<Run> last,
            Optional<Run> lastGood,
            Optional<Run> scopes,
            Optional<Instant> scheduledSince,
            Optional<Sizes> sizes,
            List<OpenAlert> alerts) {

        /** Without sizes, of a job of which the admins know nothing bad. */
        Known(
                boolean running,
                Optional<Run> last,
                Optional<Run> lastGood,
                Optional<Run> scopes,
                Optional<Instant> scheduledSince) {
            this(running, last, lastGood, scopes, scheduledSince, Optional.empty(), List.of());
        }

        /** Nothing. */
        static final Known NOTHING =
                new Known(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        Punctuality punctuality() {
            return new Punctuality(running, last, lastGood, scheduledSince);
        }
    }

    /**
     * The status at a time.
     *
     * @param overdue how many times of the schedule may pass without a good run
     */
    static JobStatus of(JobSettings job, Known known, int overdue, Instant now) {
        var schedule = job.schedule();
        return new JobStatus(
                job,
                known.running(),
                known.last(),
                known.lastGood(),
                known.scopes(),
                job.nextRun(now),
                schedule.flatMap(times -> known.punctuality().missedSince(times, now)),
                schedule.flatMap(times -> known.punctuality().overdueSince(times, overdue, now)),
                known.sizes(),
                known.alerts());
    }

    /** The job's name. */
    String job() {
        return settings.name();
    }

    /** The name of the job's type. */
    String type() {
        return settings.type().name();
    }

    /** In one word: how the latest run ended, or that there is none, that it is under way, or that its process died. */
    String state() {
        if (running) {
            return "running";
        }
        return last.map(run -> run.ended() == null ? "interrupted" : Words.of(run.outcome()))
                .orElse("never run");
    }

    /**
     * Whether somebody should look: it is overdue, its last run could not do its work, or a guard waits for a decision. What
     * the next run may mend by itself, some unreadable files or an interruption, is given the time until it is overdue.
     */
    boolean needsAttention() {
        return overdueSince.isPresent() || (!running && (isBad(last) || isBad(scopes.filter(this::isLaterThanLast))));
    }

    private boolean isLaterThanLast(Run run) {
        return last.filter(full -> endOf(full).isAfter(endOf(run))).isEmpty();
    }

    private static Instant endOf(Run run) {
        var ended = run.ended();
        return ended == null ? run.started() : ended;
    }

    private static boolean isBad(Optional<Run> run) {
        return isBad(run.map(Run::outcome).orElse(null));
    }

    private static boolean isBad(@Nullable Outcome outcome) {
        if (outcome == null) {
            return false;
        }
        return switch (outcome) {
            case FAILED, NOT_FOUND, GUARDED, DAMAGED, LOST -> true;
            case DONE, PARTIAL, LOCKED, INTERRUPTED -> false;
        };
    }
}
