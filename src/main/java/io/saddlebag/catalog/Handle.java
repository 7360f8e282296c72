package io.saddlebag.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** One connection with its prepared statements, for one thread at a time. */
final class Handle implements AutoCloseable {

    private static final int BATCH = 1000;
    private static final int BUSY_MILLIS = 30_000;
    private static final int WRITER_CACHE_KIB = 16_384;
    private static final int WAL_PAGES = 8_000;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final Map<TargetName, Long> targets = new HashMap<>();

    private Handle(Connection connection) {
        this.connection = connection;
    }

    /** The file as a URI: a path with {@code ?}, {@code %} or bytes that are not text would be read as something else. */
    static Handle open(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return new Handle(config.createConnection("jdbc:sqlite:" + file.toUri()));
    }

    void prepareForWriting() throws SQLException {
        execute("pragma journal_mode = wal");
        execute("pragma wal_autocheckpoint = " + WAL_PAGES);
        execute("pragma cache_size = -" + WRITER_CACHE_KIB);
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Takes the write lock at once, so that a transaction never fails half-way because another one was faster. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    /** Not {@link Connection#commit()}: that would begin the next transaction, and keep all others out. */
    void commit() throws SQLException {
        connection.setAutoCommit(true);
    }

    int update(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    <T> void batch(String sql, Collection<T> items, Values<T> values) throws SQLException {
        var statement = prepared(sql);
        int pending = 0;
        for (var item : items) {
            bind(statement, values.of(item));
            statement.addBatch();
            if (++pending == BATCH) {
                statement.executeBatch();
                pending = 0;
            }
        }
        if (pending > 0) {
            statement.executeBatch();
        }
    }

    <T> List<T> list(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        try (var rows = bound(sql, values).executeQuery()) {
            var list = new ArrayList<T>();
            while (rows.next()) {
                list.add(row.read(rows));
            }
            return list;
        }
    }

    /** The one number that a query yields, or a substitute when it yields none. */
    long number(long otherwise, String sql, @Nullable Object... values) throws SQLException {
        try (var rows = bound(sql, values).executeQuery()) {
            return rows.next() ? rows.getLong(1) : otherwise;
        }
    }

    /** The number of a target in this file, or 0 when it has none yet. */
    long target(TargetName name) throws SQLException {
        var known = targets.get(name);
        if (known != null) {
            return known;
        }
        long id = number(0, "select id from target where job = ? and destination = ?", name.job(), name.destination());
        if (id != 0) {
            targets.put(name, id);
        }
        return id;
    }

    /** The number of a target in this file, which it gets if it has none yet. */
    long targetForWriting(TargetName name) throws SQLException {
        if (target(name) == 0) {
            update("insert into target (job, destination) values (?, ?)", name.job(), name.destination());
        }
        return target(name);
    }

    /** A column that is never null in a sound file. */
    static byte[] bytes(ResultSet row, int column) throws SQLException {
        var bytes = row.getBytes(column);
        if (bytes == null) {
            throw EntryBytes.damaged("a row lacks its column " + column);
        }
        return bytes;
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        var statement = prepared(sql);
        bind(statement, values);
        return statement;
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        var statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /**
     * What a target is known by everywhere; its number is another one in every file.
     *
     * @param job the job's name
     * @param destination where the job puts files
     */
    record TargetName(String job, String destination) {}

    /** Reads the row that a result set stands on. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The values that a statement is given for an item. */
    @FunctionalInterface
    interface Values<T> {
        @Nullable
        Object[] of(T item);
    }
}
