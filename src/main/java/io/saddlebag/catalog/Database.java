package io.saddlebag.catalog;

import io.saddlebag.model.SaddlebagException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code catalog.db}: short transactions of one writer at a time, reads from several threads, and a new file in
 * the place of one that is damaged.
 */
final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int READERS = 16;

    private final DatabaseFiles files;
    private final Locks locks;
    private final ReentrantLock writing = new ReentrantLock();
    private final Semaphore readers = new Semaphore(READERS);
    private final ReentrantReadWriteLock replacing = new ReentrantReadWriteLock();
    private volatile Session session;
    private volatile boolean closed;

    private Database(DatabaseFiles files, Locks locks) {
        this.files = files;
        this.locks = locks;
        this.session = openOrReplace();
    }

    static Database open(Path directory, Clock clock) {
        var files = new DatabaseFiles(directory, clock);
        try {
            files.prepare();
        } catch (IOException | UncheckedIOException e) {
            throw new CatalogException(
                    "the directory %s cannot be made or written: %s. Make sure that the user Saddlebag runs as may write there, or set saddlebag.home to another one."
                            .formatted(directory, e),
                    e);
        }
        return new Database(files, new Locks(directory, clock));
    }

    /** One piece of work with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Handle handle) throws SQLException;
    }

    /** One piece of work that yields nothing. */
    @FunctionalInterface
    interface Change {
        void on(Handle handle) throws SQLException;
    }

    /** Reads, seeing everything that was committed before. */
    <T> T read(Work<T> work) {
        if (session.isStale()) {
            follow();
        }
        readers.acquireUninterruptibly();
        replacing.readLock().lock();
        try {
            checkOpen();
            return readFrom(session, work);
        } finally {
            replacing.readLock().unlock();
            readers.release();
        }
    }

    /** Goes on with the file that another process put in the place of the one that is open. */
    private void follow() {
        writing.lock();
        try {
            checkOpen();
            if (!session.isCurrent()) {
                reopen(this::openOrReplace);
            }
        } finally {
            writing.unlock();
        }
    }

    private <T> T readFrom(Session from, Work<T> work) {
        Handle handle = null;
        try {
            handle = from.borrow();
            var result = work.on(handle);
            from.giveBack(handle);
            handle = null;
            return result;
        } catch (SQLException | InvalidPathException e) {
            throw failed(from, e);
        } finally {
            if (handle != null) {
                Session.closeQuietly(handle);
            }
        }
    }

    /** One transaction: all of the work, or, when this throws, nothing of it. */
    void change(Change change) {
        write(handle -> {
            change.on(handle);
            return true;
        });
    }

    /** One transaction: all of the work, or, when this throws, nothing of it. */
    <T> T write(Work<T> work) {
        writing.lock();
        try {
            follow();
            return writeTo(session, work);
        } finally {
            writing.unlock();
        }
    }

    private <T> T writeTo(Session to, Work<T> work) {
        boolean committed = false;
        try {
            var writer = to.writer();
            writer.begin();
            var result = work.on(writer);
            writer.commit();
            committed = true;
            return result;
        } catch (SQLException | InvalidPathException e) {
            throw failed(to, e);
        } finally {
            if (!committed) {
                to.discardWriter();
            }
        }
    }

    /** Damage is remembered for the next process, unless it was found in a file that was replaced meanwhile. */
    private SaddlebagException failed(Session where, Exception failure) {
        var translated = failure instanceof SQLException e
                ? Failures.translate(files.database(), e)
                : Failures.corrupt(files.database(), failure);
        if (translated instanceof CatalogCorruptException && where.isCurrent()) {
            files.markDamaged();
        }
        return translated;
    }

    /** Sets the file aside and goes on with a new one, unless another process has done so already. */
    void replaceCorrupt() {
        writing.lock();
        try {
            checkOpen();
            var damaged = session;
            reopen(() -> alone(() -> {
                if (damaged.isCurrent()) {
                    setAside("damage was found in it");
                }
                return openOrSetAside();
            }));
        } finally {
            writing.unlock();
        }
    }

    private void reopen(Supplier<Session> opening) {
        replacing.writeLock().lock();
        try {
            session.close();
            session = opening.get();
        } finally {
            replacing.writeLock().unlock();
        }
    }

    private Session openOrReplace() {
        return alone(this::openOrSetAside);
    }

    /** Nobody opens the file while another one creates it or sets it aside: SQLite removes the log of an empty file. */
    private Session alone(Supplier<Session> opening) {
        var held = locks.acquire(List.of(DatabaseFiles.LOCK), true, () -> false);
        try {
            return opening.get();
        } finally {
            held.close();
        }
    }

    private Session openOrSetAside() {
        if (files.isMarkedDamaged()) {
            setAside("damage was found in it earlier");
            return openFile();
        }
        try {
            return openFile();
        } catch (CatalogCorruptException e) {
            setAside(String.valueOf(e.getCause()));
            return openFile();
        }
    }

    private void setAside(String reason) {
        try {
            var aside = files.setAside();
            LOG.warn(
                    "The catalog {} was set aside as {} and a new one was begun, so the next run of each job compares with its destination ({})",
                    files.database(),
                    aside.getFileName(),
                    reason);
        } catch (IOException e) {
            throw new CatalogException(
                    "the catalog %s is damaged and cannot be set aside: %s. Move it away by hand, with the files beside it whose names begin the same."
                            .formatted(files.database(), e),
                    e);
        }
    }

    private Session openFile() {
        try {
            files.createPrivately();
            NativeLibrary.load(files.directory());
            return Session.open(files.database());
        } catch (SQLException e) {
            if (Failures.isCannotOpen(e) && files.areObstructed()) {
                throw Failures.corrupt(files.database(), e);
            }
            throw Failures.translate(files.database(), e);
        } catch (IOException e) {
            throw new CatalogException(
                    "the catalog %s cannot be made: %s. Make sure that the user Saddlebag runs as may write there."
                            .formatted(files.database(), e),
                    e);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the catalog is closed");
        }
    }

    @Override
    public void close() {
        writing.lock();
        replacing.writeLock().lock();
        try {
            closed = true;
            session.close();
        } finally {
            replacing.writeLock().unlock();
            writing.unlock();
        }
    }
}
