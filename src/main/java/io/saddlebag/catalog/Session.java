package io.saddlebag.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The connections to one database file: one that writes, and those that read, kept for the next reader. */
final class Session {

    private static final int IDLE_READERS = 8;

    private final Path file;
    private final @Nullable Object identity;
    private final ArrayDeque<Handle> idle = new ArrayDeque<>();
    private @Nullable Handle writer;
    private boolean closed;

    private Session(Path file, Handle writer) {
        this.file = file;
        this.writer = writer;
        this.identity = identityOf(file);
    }

    static Session open(Path file) throws SQLException {
        var writer = Handle.open(file);
        try {
            writer.prepareForWriting();
            Schema.ensure(writer, file);
            return new Session(file, writer);
        } catch (Throwable e) {
            writer.close();
            throw e;
        }
    }

    /** Whether the file is still the one that was opened; another process may have set it aside. */
    boolean isCurrent() {
        return Objects.equals(identity, identityOf(file));
    }

    /** Tells files apart without opening them: that would drop SQLite's locks when it is closed. */
    private static @Nullable Object identityOf(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return "missing";
        }
    }

    /** The connection that writes; for the thread that may write. */
    Handle writer() throws SQLException {
        if (writer == null) {
            writer = Handle.open(file);
            writer.prepareForWriting();
        }
        return writer;
    }

    /** Drops the connection that writes, and with it a transaction that was not committed. */
    void discardWriter() {
        var discarded = writer;
        writer = null;
        if (discarded != null) {
            closeQuietly(discarded);
        }
    }

    Handle borrow() throws SQLException {
        synchronized (this) {
            var reader = idle.poll();
            if (reader != null) {
                return reader;
            }
        }
        return Handle.open(file);
    }

    void giveBack(Handle reader) {
        synchronized (this) {
            if (!closed && idle.size() < IDLE_READERS) {
                idle.push(reader);
                return;
            }
        }
        closeQuietly(reader);
    }

    /** Closes what nobody uses now; the readers in use are closed when they are given back. */
    void close() {
        ArrayDeque<Handle> readers;
        synchronized (this) {
            closed = true;
            readers = new ArrayDeque<>(idle);
            idle.clear();
        }
        readers.forEach(Session::closeQuietly);
        discardWriter();
    }

    /** A connection is closed when it is no longer needed or has failed: nothing is lost, everything was committed. */
    static void closeQuietly(Handle handle) {
        try {
            handle.close();
        } catch (SQLException e) {
            LoggerFactory.getLogger(Session.class).debug("A connection was not closed cleanly", e);
        }
    }
}
