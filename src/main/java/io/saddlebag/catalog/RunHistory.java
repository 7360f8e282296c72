package io.saddlebag.catalog;

import io.saddlebag.model.Growth;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.SnapshotKind;
import java.util.Optional;

/** What else is recorded of runs that have ended, and what they tell together. Safe to use from several threads. */
public final class RunHistory {

    private final Database database;

    RunHistory(Database database) {
        this.database = database;
    }

    /** Records what a run added to a store. */
    public void grew(long runId, Growth growth) {
        database.change(handle -> handle.update(
                "update run set stored = ?, set_kind = ? where id = ?",
                growth.stored(),
                growth.kind().name(),
                runId));
    }

    /** What a run added to a store; empty when it added nothing, or that is not known. */
    public Optional<Growth> growth(long runId) {
        return database.read(handle -> handle
                .list(
                        "select set_kind, stored from run where id = ? and set_kind is not null and stored is not null",
                        row -> new Growth(RunRows.constant(SnapshotKind.class, row.getString(1)), row.getLong(2)),
                        runId)
                .stream()
                .findFirst());
    }

    /** Records whether a verification compares contents. */
    public void verifies(long runId, boolean deep) {
        database.change(handle -> handle.update("update run set deep = ? where id = ?", deep ? 1 : 0, runId));
    }

    /** A job's newest run of everything that tells how the job is doing: it has ended, and nobody stopped it. */
    public Optional<Run> lastTelling(String job) {
        return first(
                "where job = ?1 and kind = 'FULL' and outcome is not null and outcome <> 'INTERRUPTED' order by id desc limit 1",
                job);
    }

    /** A job's newest run of everything that ended in one way. */
    public Optional<Run> last(String job, Outcome outcome) {
        return first("where job = ?1 and kind = 'FULL' and outcome = ?2 order by id desc limit 1", job, outcome.name());
    }

    /**
     * The newest verification that found damage or loss, though it may have been stopped then, unless a later one that looked
     * at least as deeply has found all well. Of one whose depth was not recorded the worse is assumed.
     */
    public Optional<Run> openFinding(String verification) {
        return first("""
                where job = ?1
                and (outcome in ('DAMAGED', 'LOST') or exists (select 1 from finding_count
                    where finding_count.run = run.id and severity in ('DAMAGED', 'LOST') and total > 0))
                and id > (select coalesce(max(clean.id), 0) from run clean
                    where clean.job = ?1 and clean.outcome = 'DONE' and (clean.deep = 1 or run.deep = 0))
                order by id desc limit 1
                """, verification);
    }

    private Optional<Run> first(String condition, Object... values) {
        return database.read(handle -> handle.list(RunRows.COLUMNS + condition, RunRows::run, values).stream()
                .findFirst());
    }
}
