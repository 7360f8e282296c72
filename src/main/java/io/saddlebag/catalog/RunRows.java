package io.saddlebag.catalog;

import io.saddlebag.model.Counts;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Runs as they stand in the table of runs. */
final class RunRows {

    static final String COLUMNS =
            "select id, job, started, ended, outcome, created, modified, deleted, unchanged, failed, held, bytes, message from run ";

    private RunRows() {}

    static Run run(ResultSet row) throws SQLException {
        long ended = row.getLong(4);
        boolean open = row.wasNull();
        var outcome = row.getString(5);
        var counts = new Counts(
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12));
        return new Run(
                row.getLong(1),
                row.getString(2),
                instant(row.getLong(3)),
                open ? null : instant(ended),
                outcome == null ? null : constant(Outcome.class, outcome),
                counts,
                row.getString(13));
    }

    static <E extends Enum<E>> E constant(Class<E> type, String name) throws SQLException {
        try {
            return Enum.valueOf(type, String.valueOf(name));
        } catch (IllegalArgumentException e) {
            throw EntryBytes.damaged("a row holds " + name);
        }
    }

    static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}
