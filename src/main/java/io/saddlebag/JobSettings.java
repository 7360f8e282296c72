package io.saddlebag;

import io.saddlebag.camel.TemplatedRoute;
import io.saddlebag.mirror.CollectSettings;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.retention.RetentionPolicy;
import io.saddlebag.snapshot.SnapshotSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One configured job.
 *
 * @param name the job's name
 * @param type what it is made of
 * @param mirror for a type that sweeps, its settings; else null
 * @param collect for a type that collects, its settings; else null
 * @param snapshot for a type that takes snapshots, its settings; else null
 * @param retention for a type that takes snapshots, which of them are kept; else null
 * @param parameters what the type's templates are given, besides the job's name
 * @param timetable when it begins by itself; null for a job without a schedule
 */
public record JobSettings(
        String name,
        JobType type,
        @Nullable MirrorSettings mirror,
        @Nullable CollectSettings collect,
        @Nullable SnapshotSettings snapshot,
        @Nullable RetentionPolicy retention,
        Map<String, String> parameters,
        @Nullable Schedule timetable) {

    /** A job without a schedule. */
    JobSettings(
            String name,
            JobType type,
            @Nullable MirrorSettings mirror,
            @Nullable CollectSettings collect,
            Map<String, String> parameters) {
        this(name, type, mirror, collect, null, null, parameters, null);
    }

    /** A job that takes snapshots, without a schedule. */
    static JobSettings ofSnapshots(
            String name,
            JobType type,
            SnapshotSettings snapshot,
            RetentionPolicy retention,
            Map<String, String> parameters) {
        return new JobSettings(name, type, null, null, snapshot, retention, parameters, null);
    }

    /** The source and the destination of a job that has such, whatever its type. */
    public @Nullable MirrorSettings trees() {
        return collect == null ? mirror : collect.trees();
    }

    /** The directory that the job writes to; null where it has none. */
    public @Nullable Path destination() {
        if (snapshot != null) {
            return snapshot.destination();
        }
        var trees = trees();
        return trees == null ? null : trees.destination();
    }

    /** The same with other trees. */
    JobSettings withTrees(MirrorSettings trees) {
        return collect == null
                ? new JobSettings(name, type, trees, null, null, null, parameters, timetable)
                : new JobSettings(name, type, null, collect.withTrees(trees), null, null, parameters, timetable);
    }

    /** The same with other settings of snapshots. */
    JobSettings withSnapshot(SnapshotSettings other) {
        return new JobSettings(name, type, null, null, other, retention, parameters, timetable);
    }

    /** The same with a schedule. */
    JobSettings withSchedule(Schedule schedule) {
        return new JobSettings(name, type, mirror, collect, snapshot, retention, parameters, schedule);
    }

    /** The same, verified by a schedule. */
    JobSettings withVerifySchedule(Schedule schedule) {
        var more = new HashMap<>(parameters);
        more.put(ScheduleKeys.VERIFY_SCHEDULE, schedule.expression());
        more.put(ScheduleKeys.TIME_ZONE, schedule.zoneName());
        return new JobSettings(name, type, mirror, collect, snapshot, retention, Map.copyOf(more), timetable);
    }

    /** The schedule by which the job's backup is verified, if there is one. */
    Optional<Schedule> verifySchedule() {
        return Optional.ofNullable(parameters.get(ScheduleKeys.VERIFY_SCHEDULE))
                .map(text -> Schedule.parse(
                        text,
                        ZoneId.of(parameters.getOrDefault(
                                ScheduleKeys.TIME_ZONE, ZoneId.systemDefault().getId()))));
    }

    /** The job without the schedule by which it is verified. */
    JobSettings unverified() {
        var rest = new HashMap<>(parameters);
        rest.remove(ScheduleKeys.VERIFY_SCHEDULE);
        return new JobSettings(name, type, mirror, collect, snapshot, retention, Map.copyOf(rest), timetable);
    }

    /** The schedule, if the job has one. */
    public Optional<Schedule> schedule() {
        return Optional.ofNullable(timetable);
    }

    /** When the schedule fires next after a moment; empty for a job without one, and for one that never fires again. */
    public Optional<Instant> nextRun(Instant moment) {
        return schedule().flatMap(schedule -> schedule.nextAfter(moment));
    }

    /** Whether the job watches its source. */
    public boolean watches() {
        return mirror != null && mirror.upkeep().watching();
    }

    /** The job, watching its source. */
    JobSettings watched() {
        if (mirror == null) {
            return this;
        }
        var more = new HashMap<>(parameters);
        more.put(MirrorKeys.WATCH, "true");
        var watching = mirror.withUpkeep(mirror.upkeep().watched());
        return new JobSettings(name, type, watching, collect, Map.copyOf(more));
    }

    /** The job without its schedule. */
    JobSettings unscheduled() {
        var rest = new HashMap<>(parameters);
        rest.remove(ScheduleKeys.SCHEDULE);
        return new JobSettings(name, type, mirror, collect, snapshot, retention, Map.copyOf(rest), null);
    }

    /**
     * The routes that the job is made of.
     *
     * @param onlyDirect only those that wait to be called, and consumers of files that wait for {@code backup:poll}
     */
    List<TemplatedRoute> routes(boolean onlyDirect) {
        var values = new HashMap<>(parameters);
        values.put(RouteTemplate.JOB, name);
        schedule().ifPresent(schedule -> values.put(ScheduleKeys.TIME_ZONE, schedule.zoneName()));
        return type.templatesFor(values.keySet()).stream()
                .filter(template -> !onlyDirect || template.fromDirect() || template.collects())
                .map(template -> TemplatedRoute.of(name, template.id(), values))
                .toList();
    }
}
