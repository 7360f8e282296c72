package io.saddlebag.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The connections to one database file: one that writes, and those that read, kept for the next reader. */
final class Session {

    private final Path file;
    private final @Nullable Object identity;
    private final ConcurrentLinkedDeque<Handle> idle = new ConcurrentLinkedDeque<>();
    private @Nullable Handle writer;

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

    /** Whether the next reader would open another file than the one that was opened. */
    boolean isStale() {
        return idle.isEmpty() && !isCurrent();
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

    /** A connection for one reader, who gives it back or closes it. */
    Handle borrow() throws SQLException {
        var reader = idle.poll();
        return reader == null ? Handle.open(file) : reader;
    }

    void giveBack(Handle reader) {
        idle.push(reader);
    }

    /** Closes all; nobody reads or writes now. */
    void close() {
        for (var reader = idle.poll(); reader != null; reader = idle.poll()) {
            closeQuietly(reader);
        }
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
