package io.saddlebag.catalog;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of the database. None that exists is ever opened here: closing it would drop the locks that SQLite holds. */
final class DatabaseFiles {

    /** Held while the database is opened, created or set aside. */
    static final String LOCK = "catalog";

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFiles.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss'Z'").withZone(ZoneOffset.UTC);

    /** The database comes last: what a crash leaves in between is still damaged, and never has another one's log. */
    private static final List<String> SUFFIXES = List.of("-wal", "-shm", "-journal", "");

    private final Path directory;
    private final Path database;
    private final Path damaged;
    private final Clock clock;

    DatabaseFiles(Path directory, Clock clock) {
        this.directory = directory.toAbsolutePath();
        this.database = this.directory.resolve("catalog.db");
        this.damaged = this.directory.resolve("catalog.db.damaged");
        this.clock = clock;
    }

    Path directory() {
        return directory;
    }

    Path database() {
        return database;
    }

    void prepare() throws IOException {
        Private.createDirectories(directory);
    }

    /** So that SQLite does not create it readable for all; its other files take the mode over. */
    void createPrivately() throws IOException {
        try {
            if (!Files.exists(database, LinkOption.NOFOLLOW_LINKS)) {
                Private.createFile(database);
            }
        } catch (FileAlreadyExistsException e) {
            LOG.debug("Another process created {} first", database);
        }
    }

    /** Remembers damage that only a read of the data finds, for the next process that opens the database. */
    void markDamaged() {
        try {
            Private.createFile(damaged);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("{} is known to be damaged", database);
        } catch (IOException e) {
            LOG.debug("It cannot be recorded that {} is damaged", database, e);
        }
    }

    boolean isMarkedDamaged() {
        return Files.exists(damaged);
    }

    /** Whether something else than missing rights keeps the database from being opened: a log that SQLite cannot read. */
    boolean areObstructed() {
        var parts = SUFFIXES.stream().map(this::part).filter(Files::exists).toList();
        boolean accessible = parts.stream().allMatch(file -> Files.isReadable(file) && Files.isWritable(file));
        return accessible
                && Files.isWritable(directory)
                && (hasLog() || !parts.stream().allMatch(Files::isRegularFile));
    }

    private boolean hasLog() {
        try {
            return Files.size(part("-wal")) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Renames what there is and returns the database's new place. */
    Path setAside() throws IOException {
        var aside = freeName();
        for (var suffix : SUFFIXES) {
            if (Files.exists(part(suffix), LinkOption.NOFOLLOW_LINKS)) {
                Files.move(part(suffix), aside.resolveSibling(aside.getFileName() + suffix));
            }
        }
        Files.deleteIfExists(damaged);
        return aside;
    }

    private Path part(String suffix) {
        return directory.resolve("catalog.db" + suffix);
    }

    private Path freeName() {
        var name = "catalog.db.corrupt-" + STAMP.format(clock.instant());
        var aside = directory.resolve(name);
        for (int i = 2; isTaken(aside); i++) {
            aside = directory.resolve(name + "." + i);
        }
        return aside;
    }

    private static boolean isTaken(Path aside) {
        return SUFFIXES.stream()
                .anyMatch(suffix ->
                        Files.exists(aside.resolveSibling(aside.getFileName() + suffix), LinkOption.NOFOLLOW_LINKS));
    }
}
