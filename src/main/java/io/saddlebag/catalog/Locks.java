package io.saddlebag.catalog;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * The locks of jobs and destinations, as locks of the operating system: a process that dies leaves none. Within one
 * process they exclude each other just as between two.
 */
public final class Locks {

    private static final long POLL_MILLIS = 100;
    private static final String JOB = "job ";
    private static final String DESTINATION = "destination ";

    private final Path directory;
    private final Clock clock;

    /**
     * Locks kept as files of a directory, which is created when the first one is taken.
     *
     * @param clock tells the time that a lock's file states
     */
    public Locks(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** The name under which a job is locked. */
    public static String job(String job) {
        return JOB + job;
    }

    /** The name under which a destination is locked. */
    public static String destination(String destination) {
        return DESTINATION + destination;
    }

    /**
     * Takes all of the locks or none.
     *
     * @param names what to lock, best made by {@link #job} and {@link #destination}
     * @param waiting whether to wait until they are free
     * @param stopped ends the waiting when it becomes true
     * @throws LockedException when one is held and it is not to be waited for
     * @throws SaddlebagException with {@link Outcome#INTERRUPTED} when the waiting was ended
     */
    public Held acquire(Collection<String> names, boolean waiting, BooleanSupplier stopped) {
        var sorted = new TreeSet<>(names);
        var held = tryAll(sorted, waiting);
        while (held.isEmpty()) {
            pause(sorted, stopped);
            held = tryAll(sorted, waiting);
        }
        return held.get();
    }

    /**
     * Takes the lock of a directory, which is a file in it, so that processes with other locks respect it, too.
     *
     * @param name of the file
     * @throws LockedException likewise
     */
    public Held acquireIn(Path holder, Path name, boolean waiting, BooleanSupplier stopped) {
        var shown = List.of(holder.resolve(name).toString());
        try {
            while (true) {
                var file = LockFile.in(holder.toRealPath(), name);
                if (!Files.exists(holder.resolve(name))) {
                    Private.createFile(holder.resolve(name));
                }
                if (file.tryLock(clock.instant())) {
                    return new Held(List.of(file));
                }
                if (!waiting) {
                    throw new LockedException(describe(shown.get(0), file.holder()));
                }
                pause(shown, stopped);
            }
        } catch (IOException e) {
            throw new CatalogException(
                    "%s cannot be locked: %s. Make sure that the user Saddlebag runs as may write there, and that its file system supports locks."
                            .formatted(shown.get(0), e),
                    e);
        }
    }

    /** In one order for all, so that two that want the same locks cannot keep each other from them for ever. */
    private Optional<Held> tryAll(Collection<String> sorted, boolean waiting) {
        var taken = new ArrayList<LockFile>();
        boolean complete = false;
        try {
            for (var name : sorted) {
                var file = new LockFile(existing(), name);
                if (!file.tryLock(clock.instant())) {
                    if (waiting) {
                        return Optional.empty();
                    }
                    throw new LockedException(describe(name, file.holder()));
                }
                taken.add(file);
            }
            complete = true;
            return Optional.of(new Held(taken));
        } catch (IOException e) {
            throw unusable(e);
        } finally {
            if (!complete) {
                taken.forEach(LockFile::unlock);
            }
        }
    }

    private Path existing() throws IOException {
        Private.createDirectories(directory);
        return directory.toRealPath();
    }

    private static void pause(Collection<String> names, BooleanSupplier stopped) {
        boolean interrupted = false;
        if (!stopped.getAsBoolean()) {
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                interrupted = true;
            }
        }
        if (interrupted || stopped.getAsBoolean()) {
            throw new SaddlebagException(
                    Outcome.INTERRUPTED,
                    "stopped while waiting for " + String.join(", ", names) + "; nothing was done");
        }
    }

    private static String describe(String name, Optional<LockFile.Holder> holder) {
        var who = holder.map(h -> "process %d since %s".formatted(h.pid(), h.since()))
                .orElse("another process");
        var what = "\"%s\" is held by".formatted(name);
        if (name.startsWith(JOB)) {
            what = "job \"%s\" is being run by".formatted(name.substring(JOB.length()));
        } else if (name.startsWith(DESTINATION)) {
            what = "destination \"%s\" is being written by".formatted(name.substring(DESTINATION.length()));
        }
        return "%s %s. Wait for it to end; \"saddlebag backup --wait\" does".formatted(what, who);
    }

    /** Whether this or another process holds a lock. Asking keeps nobody from taking it. */
    public boolean isHeld(String name) {
        try {
            return Files.isDirectory(directory) && new LockFile(directory.toRealPath(), name).isHeld();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private CatalogException unusable(IOException failure) {
        return new CatalogException(
                "the locks in %s cannot be used: %s. Make sure that the user Saddlebag runs as may write there, and that its file system supports locks."
                        .formatted(directory, failure),
                failure);
    }

    /** Locks that are held until this is closed. */
    public static final class Held implements AutoCloseable {

        private final List<LockFile> files;

        private Held(List<LockFile> files) {
            this.files = files;
        }

        /** Frees the locks; a second time does nothing. */
        @Override
        public void close() {
            files.forEach(LockFile::unlock);
        }
    }
}
