package io.saddlebag.catalog;

import io.saddlebag.model.AlertKind;
import io.saddlebag.model.AlertNews;
import io.saddlebag.model.OpenAlert;
import io.saddlebag.model.Run;
import io.saddlebag.model.SnapshotKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the admins were told, and are to be told. Runs are judged once, when they have ended; what comes of it is stored together
 * with the note that they were judged. News wait here until they are part of a message that is sealed, and until that message is
 * where it is sent from: so nothing is lost and nothing doubled, wherever the process dies. Safe to use from several threads.
 */
public final class Alerts {

    private static final String STATE = "name, kind, since, times, at, run, bytes, detail, told_times, told";
    private static final int STATE_COLUMNS = 10;

    private final Database database;

    Alerts(Database database) {
        this.database = database;
    }

    /**
     * A run that has ended and was not judged since.
     *
     * @param run as it ended
     * @param scope whether it is of parts of a source that is watched
     */
    public record Unjudged(Run run, boolean scope) {}

    /**
     * What a snapshot takes in its store.
     *
     * @param kind its kind
     * @param bytes stored bytes
     * @param before those of the five snapshots of the same kind of the job before it, or of as many as there are
     */
    public record Stored(SnapshotKind kind, long bytes, List<Long> before) {}

    /**
     * News that no message has brought yet.
     *
     * @param id its number, in the order of decision
     * @param message the id of the message that is to bring it; null as long as none was sealed
     * @param sealed when that message was sealed
     */
    public record Waiting(
            long id,
            AlertNews news,
            @Nullable String message,
            @Nullable Instant sealed) {}

    /** Lets judging begin, if it has not yet: what had ended before a moment is history and told to nobody. */
    public void begin(Instant present) {
        if (database.read(handle -> handle.number(0, "select count(*) from alert_begun")) > 0) {
            return;
        }
        database.change(handle -> {
            int begun = handle.update(
                    "insert or ignore into alert_begun (one, since) values (1, ?)", RunRows.nanos(present));
            if (begun > 0) {
                handle.update("""
                        insert or ignore into alert_run (run, outcome) select id, outcome from run
                        where outcome is not null and coalesce(ended, started) < ?
                        """, RunRows.nanos(present));
            }
        });
    }

    /** The runs that are to be judged, in the order in which they ended. A run that got worse since it was judged is among them. */
    public List<Unjudged> unjudged() {
        return database.read(handle -> {
            var found = new ArrayList<Unjudged>();
            for (var id : handle.list("""
                    select run.id from run left join alert_run judged on judged.run = run.id
                    where run.outcome is not null and (run.ended is not null or run.died = 1)
                    and (judged.run is null or judged.outcome <> run.outcome)
                    order by coalesce(run.ended, run.started), run.id
                    """, row -> row.getLong(1))) {
                boolean scope = 0 < handle.number(0, "select count(*) from run where id = ? and kind = 'SCOPE'", id);
                handle.list(RunRows.COLUMNS + "where id = ?", RunRows::run, id)
                        .forEach(run -> found.add(new Unjudged(run, scope)));
            }
            return found;
        });
    }

    /** A run by its number; empty when it is no longer there. */
    public Optional<Run> run(long id) {
        return database.read(handle -> handle.list(RunRows.COLUMNS + "where id = ?", RunRows::run, id).stream()
                .findFirst());
    }

    /** What the snapshot of a run takes; empty when it took none, or it was not recorded. */
    public Optional<Stored> stored(Run run) {
        return database.read(handle -> {
            var own = handle.list(
                    "select set_kind, stored from run where id = ? and set_kind is not null and stored is not null",
                    row -> new Stored(
                            RunRows.constant(SnapshotKind.class, row.getString(1)), row.getLong(2), List.of()),
                    run.id());
            return own.isEmpty() ? Optional.empty() : Optional.of(withBefore(handle, run, own.get(0)));
        });
    }

    private static Stored withBefore(Handle handle, Run run, Stored own) throws SQLException {
        return new Stored(own.kind(), own.bytes(), before(handle, run, own.kind()));
    }

    private static List<Long> before(Handle handle, Run run, SnapshotKind kind) throws SQLException {
        return handle.list("""
                select stored from run where job = ? and id < ? and set_kind = ? and stored is not null
                order by id desc limit 5
                """, row -> row.getLong(1), run.job(), run.id(), kind.name());
    }

    /** The conditions that there are. */
    public List<OpenAlert> open() {
        return database.read(
                handle -> handle.list("select " + STATE + " from alert order by since, name, kind", Alerts::state));
    }

    /** Stores in one transaction that runs were judged, the conditions that there are now, and news at the end of the others. */
    public void store(Collection<Run> judged, Collection<OpenAlert> open, Collection<AlertNews> news) {
        database.change(handle -> {
            handle.batch("insert or replace into alert_run (run, outcome) values (?, ?)", judged, run ->
                    new Object[] {run.id(), String.valueOf(run.outcome())});
            if (!judged.isEmpty()) {
                handle.update("delete from alert_run where run not in (select id from run)");
            }
            handle.update("delete from alert");
            handle.batch(
                    "insert into alert (" + STATE + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", open, Alerts::values);
            handle.batch(
                    "insert into alert_news (" + STATE
                            + ", over, about, decided) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    news,
                    Alerts::values);
        });
    }

    /** The news that wait, in the order of decision. */
    public List<Waiting> waiting() {
        return database.read(handle -> handle.list(
                "select " + STATE + ", id, over, about, decided, message, sealed from alert_news order by id",
                Alerts::waiting));
    }

    /** Makes all news that are in no message part of one, which from now on is only put away as a whole. */
    public void seal(String message, Instant at) {
        database.change(handle -> handle.update(
                "update alert_news set message = ?, sealed = ? where message is null", message, RunRows.nanos(at)));
    }

    /** A message is where it is sent from: its news wait no longer. */
    public void delivered(String message) {
        database.change(handle -> handle.update("delete from alert_news where message = ?", message));
    }

    private static Object[] values(OpenAlert alert) {
        return new Object[] {
            alert.name(),
            alert.kind().name(),
            RunRows.nanos(alert.since()),
            alert.times(),
            RunRows.nanos(alert.at()),
            alert.run(),
            alert.bytes(),
            alert.detail(),
            alert.toldTimes(),
            nanos(alert.told())
        };
    }

    private static Object[] values(AlertNews news) {
        var values = new ArrayList<@Nullable Object>(Arrays.asList(values(news.alert())));
        values.addAll(List.of(news.over() ? 1 : 0, news.run(), RunRows.nanos(news.at())));
        return values.toArray();
    }

    private static @Nullable Long nanos(@Nullable Instant time) {
        return time == null ? null : RunRows.nanos(time);
    }

    private static OpenAlert state(ResultSet row) throws SQLException {
        return new OpenAlert(
                row.getString(1),
                RunRows.constant(AlertKind.class, row.getString(2)),
                RunRows.instant(row.getLong(3)),
                row.getInt(4),
                RunRows.instant(row.getLong(5)),
                row.getLong(6),
                row.getLong(7),
                row.getString(8),
                row.getInt(9),
                instant(row, STATE_COLUMNS));
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        var news = new AlertNews(
                state(row),
                row.getInt(STATE_COLUMNS + 2) != 0,
                row.getLong(STATE_COLUMNS + 3),
                RunRows.instant(row.getLong(STATE_COLUMNS + 4)));
        return new Waiting(
                row.getLong(STATE_COLUMNS + 1),
                news,
                row.getString(STATE_COLUMNS + 5),
                instant(row, STATE_COLUMNS + 6));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long nanos = row.getLong(column);
        return row.wasNull() ? null : RunRows.instant(nanos);
    }
}
