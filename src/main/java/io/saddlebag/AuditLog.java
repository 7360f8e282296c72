package io.saddlebag;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.saddlebag.model.DisplayPath;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log: one line for each file or link that was carried or deleted, in local time, such as
 *
 * <pre>[2025-11-14 14:32:20] FILE CREATED: /home/ada/documents/newfile.txt - SUCCESS</pre>
 *
 * Lines are gathered and written once a second, in whole lines, so that several processes can share the file; closing
 * writes what is left. When the file is full it becomes {@code .1}, and the older ones move on. A log that cannot be
 * written is warned of once and never fails a backup. Safe to use from several threads.
 */
public final class AuditLog implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int FULL_BUFFER = 64 << 10;
    private static final long LARGEST = 10L << 20;
    private static final int KEPT = 9;
    private static final long PAUSE = Duration.ofSeconds(1).toMillis();

    private final Path file;
    private final Clock clock;
    private final long largest;
    private final int kept;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream(FULL_BUFFER + 1024);
    private final Thread writer = new Thread(this::writeEverySecond, "audit-log");
    private long second = Long.MIN_VALUE;
    private String time = "";
    private boolean warned;
    private boolean unsure = true;
    private boolean closed;

    /**
     * A log in a file that is made with the first line.
     *
     * @param clock in the zone whose time is shown
     */
    public AuditLog(Path file, Clock clock) {
        this(file, clock, LARGEST, KEPT);
    }

    /**
     * The same with another size.
     *
     * @param largest bytes after which a new file is begun
     * @param kept how many older files stay
     */
    AuditLog(Path file, Clock clock, long largest, int kept) {
        this.file = file;
        this.clock = clock;
        this.largest = largest;
        this.kept = kept;
        writer.setDaemon(true);
        writer.start();
    }

    /** The backup of a source goes on from now. */
    public void started(Path source) {
        add("STARTUP", source, "BACKUP STARTED");
    }

    /** The backup of a source has ended; the line is written before this returns. */
    public void stopped(Path source) {
        add("SHUTDOWN", source, "BACKUP STOPPED");
        flush();
    }

    /** Writes a line for each thing that one run, which is no dry run, does to the files of a source. */
    AuditedRun run(Path source, KnownFailures failures, boolean whole) {
        return new AuditedRun(this, source, failures, whole);
    }

    void succeeded(String action, Path path) {
        add(action, path, "SUCCESS");
    }

    void failed(String action, Path path, String reason) {
        add(
                action,
                path,
                "FAILED: " + reason.replaceAll("[\\s\\p{Cntrl}]+", " ").strip());
    }

    private void add(String action, Path path, String result) {
        var line = "] " + action + ": " + DisplayPath.of(path) + " - " + result + "\n";
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            if (lines.size() == 0) {
                notifyAll();
            }
            lines.writeBytes(now());
            lines.writeBytes(bytes);
            if (lines.size() >= FULL_BUFFER) {
                flush();
            }
        }
    }

    /** Within the lock, so that times never go back from line to line; put in words once a second. */
    private byte[] now() {
        var instant = clock.instant();
        if (instant.getEpochSecond() != second) {
            second = instant.getEpochSecond();
            time = "[" + TIME.format(instant.atZone(clock.getZone()));
        }
        return time.getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes what was gathered. */
    public synchronized void flush() {
        if (lines.size() == 0) {
            return;
        }
        try {
            write(lines.toByteArray());
            warned = false;
            unsure = false;
        } catch (IOException e) {
            warn(e);
        }
        lines.reset();
    }

    private void warn(IOException failure) {
        if (!warned) {
            LOG.warn("The audit log {} cannot be written, its lines are lost: {}", file, failure.toString());
        }
        warned = true;
        unsure = true;
    }

    private void write(byte[] bytes) throws IOException {
        if (size() >= largest) {
            moveAside();
        }
        try {
            append(bytes);
        } catch (NoSuchFileException e) {
            // Paths are private: the directory is its owner's.
            Files.createDirectories(
                    file.resolveSibling("."),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            append(bytes);
        }
    }

    private void append(byte[] bytes) throws IOException {
        try (var out = Files.newOutputStream(file, CREATE, WRITE, APPEND)) {
            if (unsure && endsWithinALine()) {
                out.write('\n');
            }
            out.write(bytes);
        }
    }

    /** What failed, or died, may have written the first part of a line, which no other one is to go on with. */
    private boolean endsWithinALine() throws IOException {
        try (var in = Files.newByteChannel(file)) {
            var last = ByteBuffer.allocate(1);
            return in.size() > 0 && in.position(in.size() - 1).read(last) == 1 && last.get(0) != '\n';
        }
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private void moveAside() throws IOException {
        for (int i = kept - 1; i >= 1; i--) {
            if (Files.exists(numbered(i))) {
                Files.move(numbered(i), numbered(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, numbered(1), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    /** Asleep as long as there is nothing to write. */
    private synchronized void writeEverySecond() {
        try {
            while (!closed) {
                while (lines.size() == 0 && !closed) {
                    wait();
                }
                long end = System.nanoTime() + Duration.ofMillis(PAUSE).toNanos();
                while (!closed && System.nanoTime() - end < 0) {
                    wait(PAUSE);
                }
                flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what is left and ends. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        flush();
    }
}
