package io.saddlebag.cli;

import io.saddlebag.JobSettings;
import io.saddlebag.Schedule;
import io.saddlebag.model.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How one job is doing.
 *
 * @param job its name
 * @param type its type
 * @param running whether a run holds it now
 * @param last its latest run
 * @param lastGood its latest run that did everything
 * @param next when its schedule fires next
 * @param overdueSince a time of its schedule that has passed without a run
 */
record JobStatus(
        String job,
        String type,
        boolean running,
        Optional<Run> last,
        Optional<Run> lastGood,
        Optional<Instant> next,
        Optional<Instant> overdueSince) {

    /** A run that starts so much later than its schedule says is on time. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    /** The status at a time, given what the catalog and the locks know. */
    static JobStatus of(JobSettings job, boolean running, Optional<Run> last, Optional<Run> lastGood, Instant now) {
        var schedule = job.schedule().map(text -> Schedule.parse(text, ZoneId.systemDefault()));
        var next = schedule.flatMap(times -> times.nextAfter(now));
        var overdue = last.filter(run -> !running)
                .flatMap(run -> schedule.flatMap(times -> times.nextAfter(run.started())))
                .filter(due -> due.plus(GRACE).isBefore(now));
        return new JobStatus(job.name(), job.type().name(), running, last, lastGood, next, overdue);
    }

    /** In one word: how the latest run ended, or that there is none, that it is under way, or that its process died. */
    String state() {
        if (running) {
            return "running";
        }
        return last.map(run -> run.ended() == null ? "interrupted" : Words.of(run.outcome()))
                .orElse("never run");
    }
}
