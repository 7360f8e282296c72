package io.saddlebag.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * One lock as a file that is never deleted and that states its holder. Two bytes far behind its end are locked: the gate,
 * which only one may pass, and then the mark, which those who ask whether the lock is held share for a moment. So asking
 * never makes a lock look held. A process's lock is dropped when it closes any channel on the file, so all of this is done
 * by one thread at a time, and a file that this process holds is not opened again.
 */
final class LockFile {

    private static final long GATE = 1L << 30;
    private static final long MARK = GATE + 1;
    private static final int READABLE_NAME = 40;
    private static final int DIGEST_BYTES = 8;
    private static final int HOLDER_BYTES = 100;

    /** What this process holds. */
    private static final Map<Path, Holder> HELD = new HashMap<>();

    private final Path file;
    private @Nullable FileChannel channel;

    /**
     * Who holds a lock.
     *
     * @param pid number of the process
     * @param since when it took the lock
     */
    record Holder(long pid, Instant since) {}

    /** The file of a name in a directory given by its real path. */
    LockFile(Path directory, String name) {
        this(directory.resolve(fileName(name)));
    }

    private LockFile(Path file) {
        this.file = file;
    }

    /** A file of just this name in a directory given by its real path. */
    static LockFile in(Path directory, Path name) {
        return new LockFile(directory.resolve(name));
    }

    /** Readable, and another one for each name. */
    private static String fileName(String name) {
        var readable = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return "%s-%s.lock".formatted(readable.substring(0, Math.min(READABLE_NAME, readable.length())), digest(name));
    }

    private static String digest(String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    boolean tryLock(Instant now) throws IOException {
        synchronized (HELD) {
            if (HELD.containsKey(file)) {
                return false;
            }
            var opened = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            boolean locked = false;
            try {
                locked = opened.tryLock(GATE, 1, false) != null;
                if (locked) {
                    opened.lock(MARK, 1, false);
                    var holder = new Holder(ProcessHandle.current().pid(), now.truncatedTo(ChronoUnit.SECONDS));
                    state(opened, holder);
                    HELD.put(file, holder);
                    channel = opened;
                }
                return locked;
            } finally {
                if (channel == null) {
                    opened.close();
                }
            }
        }
    }

    /** Only others read it: what there is no room for on a full disk, which a prune is to make room on, it does without. */
    private void state(FileChannel opened, Holder holder) {
        var text = holder.pid() + " " + holder.since() + "\n";
        try {
            opened.truncate(0);
            opened.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            LoggerFactory.getLogger(LockFile.class).debug("{} does not say who holds it", file, e);
        }
    }

    /** Who holds it, as far as the file says. */
    Optional<Holder> holder() throws IOException {
        synchronized (HELD) {
            var own = HELD.get(file);
            if (own != null) {
                return Optional.of(own);
            }
            try (var opened = FileChannel.open(file, StandardOpenOption.READ)) {
                var bytes = ByteBuffer.allocate(HOLDER_BYTES);
                opened.read(bytes);
                return parse(StandardCharsets.US_ASCII.decode(bytes.flip()).toString());
            }
        }
    }

    private static Optional<Holder> parse(String text) {
        var parts = text.strip().split(" ", 2);
        try {
            return parts.length == 2
                    ? Optional.of(new Holder(Long.parseLong(parts[0]), Instant.parse(parts[1])))
                    : Optional.empty();
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    boolean isHeld() throws IOException {
        synchronized (HELD) {
            if (HELD.containsKey(file)) {
                return true;
            }
            if (!Files.exists(file)) {
                return false;
            }
            try (var opened = FileChannel.open(file, StandardOpenOption.READ);
                    var lock = opened.tryLock(MARK, 1, true)) {
                return lock == null;
            }
        }
    }

    void unlock() {
        synchronized (HELD) {
            var opened = channel;
            if (opened == null) {
                return;
            }
            channel = null;
            HELD.remove(file);
            try (opened) {
                opened.truncate(0);
            } catch (IOException e) {
                LoggerFactory.getLogger(LockFile.class).debug("{} was not left cleanly; its lock is free", file, e);
            }
        }
    }
}
