package io.saddlebag.catalog;

import io.saddlebag.model.Counts;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.Run;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The runs of all jobs with their findings. Safe to use from several threads. */
public final class Runs {

    private static final int FINDINGS_KEPT = 10_000;

    private static final String END = """
            update run set ended = ?, outcome = ?, died = 0, created = ?, modified = ?, deleted = ?, unchanged = ?,
            failed = ?, held = ?, bytes = ?, message = ? where id = ?
            """;

    private static final String ADD = """
            update run set ended = ?, died = 0, created = created + ?, modified = modified + ?, deleted = deleted + ?,
            unchanged = unchanged + ?, failed = failed + ?, held = held + ?, bytes = bytes + ? where id = ?
            """;

    private static final Duration HOUR = Duration.ofHours(1);

    private final Database database;
    private final Clock clock;
    private final @Nullable String boot;
    private final Map<Long, Begun> begun = new ConcurrentHashMap<>();

    Runs(Database database, Clock clock, @Nullable String boot) {
        this.database = database;
        this.clock = clock;
        this.boot = boot;
    }

    private record Begun(String job, String destination, Kind kind, Instant started) {}

    /** What a run is counted as. */
    private enum Kind {
        /** A run of everything: by these it is judged how the job is doing. */
        FULL,
        /** What was done for parts of a source within an hour. */
        SCOPE
    }

    /** Records that a run begins now, and returns its number. */
    public long start(String job, String destination) {
        var run = new Begun(job, destination, Kind.FULL, clock.instant());
        long id = database.write(handle -> insert(handle, null, run));
        begun.put(id, run);
        return id;
    }

    /**
     * Records that a part of a source is swept from now on, and returns the number of the run that it belongs to: the job's
     * latest one, if that is of such parts as well and no older than an hour. To be ended with {@link #endScope}.
     */
    public long startScope(String job, String destination) {
        var now = clock.instant();
        var run = new Begun(job, destination, Kind.SCOPE, now);
        long id = database.write(handle -> {
            long open = openedAgain(handle, run);
            return open == 0 ? insert(handle, null, run) : open;
        });
        begun.put(id, run);
        return id;
    }

    private static long openedAgain(Handle handle, Begun run) throws SQLException {
        long latest = handle.number(
                0,
                """
                select id from run where id = (select max(id) from run where job = ?1)
                and kind = 'SCOPE' and destination = ?2 and died = 0 and ended is not null and started > ?3
                """,
                run.job(),
                run.destination(),
                RunRows.nanos(run.started().minus(HOUR)));
        handle.update("update run set ended = null where id = ?", latest);
        return latest;
    }

    private long insert(Handle handle, @Nullable Long id, Begun run) throws SQLException {
        handle.update(
                "insert into run (id, job, destination, kind, started, boot, pid) values (?, ?, ?, ?, ?, ?, ?)",
                id,
                run.job(),
                run.destination(),
                run.kind().name(),
                RunRows.nanos(run.started()),
                boot,
                ProcessHandle.current().pid());
        return handle.number(0, "select last_insert_rowid()");
    }

    /**
     * Records that a run ended now by itself: what it delivered is in the states.
     *
     * @param message what an operator is to know, or null
     */
    public Run end(long id, Outcome outcome, Counts counts, @Nullable String message) {
        var run = begun.remove(id);
        return database.write(handle -> {
            long there = run == null ? id : restored(handle, id, run);
            handle.update(
                    END,
                    RunRows.nanos(clock.instant()),
                    outcome.name(),
                    counts.created(),
                    counts.modified(),
                    counts.deleted(),
                    counts.unchanged(),
                    counts.failed(),
                    counts.held(),
                    counts.bytes(),
                    message,
                    there);
            return handle.list(RunRows.COLUMNS + "where id = ?", RunRows::run, there).stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no run " + id));
        });
    }

    /**
     * Records that a part of a source was swept: its counts are added to those of the run, whose outcome is the worst of its
     * parts'.
     */
    public void endScope(long id, Outcome outcome, Counts counts, @Nullable String message) {
        var run = begun.remove(id);
        database.change(handle -> {
            long there = run == null ? id : restored(handle, id, run);
            handle.update(
                    ADD,
                    RunRows.nanos(clock.instant()),
                    counts.created(),
                    counts.modified(),
                    counts.deleted(),
                    counts.unchanged(),
                    counts.failed(),
                    counts.held(),
                    counts.bytes(),
                    there);
            var before = handle.list("select outcome from run where id = ?", row -> row.getString(1), there);
            if (severity(outcome) > severity(before.isEmpty() ? null : before.get(0))) {
                handle.update("update run set outcome = ?, message = ? where id = ?", outcome.name(), message, there);
            }
        });
    }

    private static int severity(@Nullable String outcome) throws SQLException {
        return outcome == null ? -1 : severity(RunRows.constant(Outcome.class, outcome));
    }

    private static int severity(Outcome outcome) {
        return switch (outcome) {
            case DONE, LOCKED -> 0;
            case INTERRUPTED -> 1;
            case PARTIAL -> 2;
            case GUARDED, DAMAGED, LOST -> 3;
            case NOT_FOUND -> 4;
            case FAILED -> 5;
        };
    }

    /** The run's number; the run is recorded again if the catalog was replaced since it began. */
    private long restored(Handle handle, long id, Begun run) throws SQLException {
        boolean kept = 0
                < handle.number(
                        0,
                        "select count(*) from run where id = ? and job = ? and started <= ? and started >= ?",
                        id,
                        run.job(),
                        RunRows.nanos(run.started()),
                        RunRows.nanos(run.started().minus(run.kind() == Kind.SCOPE ? HOUR : Duration.ZERO)));
        if (kept) {
            return id;
        }
        boolean taken = handle.number(0, "select count(*) from run where id = ?", id) > 0;
        return insert(handle, taken ? null : id, run);
    }

    /**
     * Records that the work of a job failed where no run could say so: as the end of the run that the job has left open, or
     * else as a run of its own. What was delivered may not be in the states.
     *
     * @param alone whether the caller holds the job's lock, so that nobody works at a run that is open
     */
    public Run failed(String job, String message, boolean alone) {
        return database.write(handle -> {
            long open = alone ? handle.number(0, "select max(id) from run where job = ? and outcome is null", job) : 0;
            long id = open > 0 ? open : insert(handle, null, new Begun(job, "", Kind.FULL, clock.instant()));
            begun.remove(id);
            handle.update(
                    "update run set ended = ?, outcome = 'FAILED', died = 1, message = ? where id = ?",
                    RunRows.nanos(clock.instant()),
                    message,
                    id);
            return handle.list(RunRows.COLUMNS + "where id = ?", RunRows::run, id)
                    .get(0);
        });
    }

    /** Adds findings to a run. The first 10,000 of a run are kept; all are counted. */
    public void findings(long runId, Collection<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        database.change(handle -> {
            long room = Math.max(0, FINDINGS_KEPT - count(handle, runId));
            handle.batch(
                    "insert into finding (run, severity, path, message) values (?, ?, ?, ?)",
                    findings.stream().limit(room).toList(),
                    finding -> new Object[] {
                        runId, finding.severity().name(), PathBytes.of(finding.path()), finding.message()
                    });
            handle.batch("""
                    insert into finding_count (run, severity, total) values (?, ?, ?)
                    on conflict (run, severity) do update set total = total + excluded.total
                    """, bySeverity(findings).entrySet(), total ->
                    new Object[] {runId, total.getKey().name(), total.getValue()});
        });
    }

    private static Map<Severity, Long> bySeverity(Collection<Finding> findings) {
        var totals = new EnumMap<Severity, Long>(Severity.class);
        findings.forEach(finding -> totals.merge(finding.severity(), 1L, Long::sum));
        return totals;
    }

    /** The findings that were kept, the worst first, then in the order they were recorded. */
    public List<Finding> findings(long runId, int limit) {
        return database.read(handle -> handle.list(
                """
                select severity, path, message from finding where run = ?
                order by case severity
                    when 'LOST' then 0 when 'DAMAGED' then 1 when 'FAILED' then 2 when 'UNREADABLE' then 3 else 4 end, id limit ?
                """,
                row -> new Finding(
                        RunRows.constant(Severity.class, row.getString(1)),
                        PathBytes.toPath(Handle.bytes(row, 2)),
                        row.getString(3)),
                runId,
                limit));
    }

    /** How many findings a run has, kept or not. */
    public long findingCount(long runId) {
        return database.read(handle -> count(handle, runId));
    }

    /** How many findings of one severity a run has, kept or not. */
    public long findingCount(long runId, Severity severity) {
        return database.read(handle -> handle.number(
                0, "select total from finding_count where run = ? and severity = ?", runId, severity.name()));
    }

    private static long count(Handle handle, long runId) throws SQLException {
        return handle.number(0, "select coalesce(sum(total), 0) from finding_count where run = ?", runId);
    }

    /** A job's newest run of everything, which may be under way. */
    public Optional<Run> latest(String job) {
        return first("where job = ? and kind = 'FULL' order by id desc limit 1", job);
    }

    /** A job's newest run of everything that did everything. */
    public Optional<Run> latestGood(String job) {
        return first("where job = ? and kind = 'FULL' and outcome = 'DONE' order by id desc limit 1", job);
    }

    /** What was done for parts of a job's source within the last hour in which anything was. */
    public Optional<Run> latestScopes(String job) {
        return first("where job = ? and kind = 'SCOPE' order by id desc limit 1", job);
    }

    private Optional<Run> first(String condition, String job) {
        return database.read(handle -> handle.list(RunRows.COLUMNS + condition, RunRows::run, job).stream()
                .findFirst());
    }

    /**
     * Marks the runs of a job that have no end as interrupted, for the caller holds the job's lock, so their processes died.
     *
     * @return those runs, the oldest first; they have no time of end
     */
    public List<Run> closeInterrupted(String job) {
        return database.write(handle -> {
            var ids = handle.list(
                    "select id from run where job = ? and ended is null and died = 0 order by id",
                    row -> row.getLong(1),
                    job);
            var closed = new ArrayList<Run>();
            for (var id : ids) {
                handle.update(
                        "update run set outcome = 'INTERRUPTED', died = 1, message = 'the process died' where id = ?",
                        id);
                closed.addAll(handle.list(RunRows.COLUMNS + "where id = ?", RunRows::run, id));
                begun.remove(id);
            }
            return closed;
        });
    }

    /**
     * Since when deliveries may exist at a destination that the states do not know: the start of the earliest run since
     * this boot that died after the last one that ended by itself. To be asked before a new run is started: one that has
     * no end counts as dead. Empty when there is none, or nothing is known of the boot.
     */
    public Optional<Instant> unrecordedSince(String job, String destination) {
        if (boot == null) {
            return Optional.empty();
        }
        return diedSince(job, destination, boot);
    }

    /** The same, whichever boot the runs that died belong to. */
    public Optional<Instant> diedSince(String job, String destination) {
        return diedSince(job, destination, null);
    }

    private Optional<Instant> diedSince(String job, String destination, @Nullable String inBoot) {
        return database.read(handle ->
                handle.list("""
                        select started from run where job = ?1 and destination = ?2 and (?3 is null or boot = ?3)
                        and (ended is null or died = 1)
                        and id > (select coalesce(max(id), 0) from run
                            where job = ?1 and destination = ?2 and ended is not null and died = 0)
                        order by id limit 1
                        """, row -> RunRows.instant(row.getLong(1)), job, destination, inBoot).stream()
                        .findFirst());
    }

    /**
     * Keeps a job's newest runs, the newest that did everything, and of verifications the newest deep one that did and those
     * of which it depends whether a finding is open; deletes the others with their findings.
     */
    public void trim(String job, int keep) {
        database.change(handle -> {
            var old = handle.list("""
                    select id from run where job = ?1
                    and id not in (select id from run where job = ?1 order by id desc limit ?2)
                    and id <> (select coalesce(max(id), 0) from run where job = ?1 and kind = 'FULL' and outcome = 'DONE')
                    and id <> (select coalesce(max(id), 0) from run where job = ?1 and deep = 1 and outcome = 'DONE')
                    and id <> (select coalesce(max(id), 0) from run where job = ?1 and coalesce(deep, 1) = 1
                        and outcome in ('DAMAGED', 'LOST'))
                    """, row -> row.getLong(1), job, keep);
            for (var table : List.of("finding where run", "finding_count where run", "run where id")) {
                handle.batch("delete from " + table + " = ?", old, id -> new Object[] {id});
            }
        });
    }
}
