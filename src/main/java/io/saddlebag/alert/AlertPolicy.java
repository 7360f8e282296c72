package io.saddlebag.alert;

import io.saddlebag.model.AlertKind;
import io.saddlebag.model.DisplayBytes;
import io.saddlebag.model.OpenAlert;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the admins are told, from how runs ended, from the clock, and from what they were told before. It is pure: the
 * same values give the same decision. A condition that was told is told to be over exactly once, and told again no earlier than
 * {@link AlertSettings#repeat} after the last time.
 */
public final class AlertPolicy {

    private final AlertSettings settings;

    /** A policy with these settings. */
    public AlertPolicy(AlertSettings settings) {
        this.settings = settings;
    }

    /**
     * What there is to tell now.
     *
     * @param before the conditions that there were
     * @param ended the runs that have ended since, in the order in which they did
     * @param jobs whether they are in time
     */
    public Decision decide(Collection<OpenAlert> before, List<Ended> ended, Collection<Timeliness> jobs, Instant now) {
        var conditions = new Conditions(settings, before, now);
        ended.forEach(end -> judge(end, conditions));
        jobs.forEach(job -> judge(job, conditions));
        conditions.tellWhatWasHeldBack();
        return conditions.decision();
    }

    private void judge(Ended end, Conditions conditions) {
        var outcome = end.run().outcome();
        if (outcome == null) {
            return;
        }
        if (end.scope()) {
            judgeScope(end.run(), outcome, conditions);
            return;
        }
        judgeOutcome(end, outcome, conditions);
        if (end.foundDamage() || outcome == Outcome.DAMAGED || outcome == Outcome.LOST) {
            conditions.occurs(AlertKind.DAMAGED, end.run(), null);
        }
        if (Subject.of(end.run().job()).activity() == Activity.BACKUP) {
            judgeMeasures(end, outcome, conditions);
        }
    }

    /** Its failures are retried by themselves, so only what stopped all of it counts, and only a full sweep settles a guard. */
    private static void judgeScope(Run run, Outcome outcome, Conditions conditions) {
        switch (outcome) {
            case DONE, PARTIAL -> conditions.isOver(AlertKind.WATCH, run);
            case GUARDED -> {
                conditions.isOver(AlertKind.WATCH, run);
                conditions.occurs(AlertKind.GUARD, run, null);
            }
            case FAILED, NOT_FOUND -> conditions.occurs(AlertKind.WATCH, run, null);
            case DAMAGED, LOST, LOCKED, INTERRUPTED -> {}
        }
    }

    private static void judgeOutcome(Ended end, Outcome outcome, Conditions conditions) {
        var run = end.run();
        switch (outcome) {
            case DONE -> {
                worked(run, conditions);
                conditions.isOver(AlertKind.PARTIAL, run);
                conditions.isOver(guard(run), run);
                judgeDamage(end, conditions);
            }
            case PARTIAL -> {
                worked(run, conditions);
                if (run.counts().held() == 0) {
                    conditions.isOver(guard(run), run);
                }
                conditions.occurs(AlertKind.PARTIAL, run, null);
            }
            case GUARDED -> {
                worked(run, conditions);
                conditions.occurs(guard(run), run, null);
            }
            case DAMAGED, LOST -> worked(run, conditions);
            case FAILED, NOT_FOUND -> conditions.occurs(AlertKind.FAILED, run, null);
            case LOCKED, INTERRUPTED -> {
                // The next run takes the work up. If none does, the job becomes overdue.
            }
        }
    }

    private static void worked(Run run, Conditions conditions) {
        conditions.isOver(AlertKind.FAILED, run);
        conditions.isOver(AlertKind.WATCH, run);
    }

    private static AlertKind guard(Run run) {
        return Subject.of(run.job()).activity() == Activity.PRUNE ? AlertKind.FROZEN : AlertKind.GUARD;
    }

    /** What was found by comparing contents is over when contents are compared and found well, also if its record is gone. */
    private static void judgeDamage(Ended end, Conditions conditions) {
        var run = end.run();
        var damage = conditions.find(run.job(), AlertKind.DAMAGED);
        boolean asDeep = damage != null && (damage.bytes() == 0 || run.counts().bytes() > 0);
        if (asDeep && !end.damageIsOpen()) {
            conditions.isOver(AlertKind.DAMAGED, run);
        }
    }

    private void judgeMeasures(Ended end, Outcome outcome, Conditions conditions) {
        judgeSpace(end, conditions);
        if (outcome != Outcome.DONE && outcome != Outcome.PARTIAL && outcome != Outcome.GUARDED) {
            return;
        }
        if (end.countsAll()) {
            boolean many = end.hasManyChanges(settings.changedShare());
            // What a guard holds back may be as many again: that they are few is known only without.
            if (many || end.run().counts().held() == 0) {
                set(many, AlertKind.CHANGED, end.run(), end.changes(), conditions);
            }
        }
        var size = end.size();
        if (size != null) {
            boolean unusual = size.isUnusual(settings.sizeChange());
            set(unusual, AlertKind.sizeOf(size.kind()), end.run(), unusual ? size.text() : null, conditions);
        }
    }

    private void judgeSpace(Ended end, Conditions conditions) {
        var space = end.space();
        if (space != null) {
            var words = DisplayBytes.of(space.free()) + " of " + DisplayBytes.of(space.total())
                    + " are free at the destination.";
            set(settings.freeSpace().isMoreThan(space), AlertKind.SPACE, end.run(), words, conditions);
        }
    }

    private static void set(boolean there, AlertKind kind, Run run, @Nullable String detail, Conditions conditions) {
        if (there) {
            conditions.occurs(kind, run, detail);
        } else {
            conditions.isOver(kind, run);
        }
    }

    /** It is in time again with a good run only: not while one is under way, and not as the schedule became another one. */
    private static void judge(Timeliness job, Conditions conditions) {
        var since = job.overdueSince();
        if (since != null) {
            conditions.isOverdue(job.job(), since);
            return;
        }
        var overdue = conditions.find(job.job(), AlertKind.OVERDUE);
        if (overdue == null) {
            return;
        }
        var good = job.lastGood();
        var goodEnd = good == null ? null : good.ended();
        if (good != null && goodEnd != null && !goodEnd.isBefore(overdue.since())) {
            conditions.isOver(AlertKind.OVERDUE, good);
        } else if (!job.scheduled()) {
            conditions.forget(job.job(), AlertKind.OVERDUE);
        }
    }
}
