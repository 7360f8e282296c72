package io.saddlebag;

import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Change;
import io.saddlebag.model.Change.Part;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.testkit.FixedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    private static final Path SOURCE = Path.of("/home/ada/documents");

    @TempDir
    Path home;

    private final FixedClock clock = new FixedClock("2025-11-14T14:32:15Z");
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = home.resolve("logs/backup_log.txt");
    }

    @Test
    void writesALineForEachAction() throws IOException {
        try (var log = new AuditLog(file, clock)) {
            log.started(SOURCE);
            var first = fullSweep(log);
            first.began(0);
            first.done(change(Event.CREATE, "file1.txt"), 5);
            clock.advance(Duration.ofSeconds(5));
            var second = fullSweep(log);
            second.began(1);
            second.done(change(Event.CREATE, "newfile.txt"), 5);
            second.done(change(Event.MODIFY, "newfile.txt"), 5);
            second.done(change(Event.DELETE, "oldfile.txt"), 0);
            second.failed(change(Event.MODIFY, "locked.txt"), "permission denied");
            log.stopped(SOURCE);
        }

        assertThat(file).hasContent("""
                        [2025-11-14 14:32:15] STARTUP: /home/ada/documents - BACKUP STARTED
                        [2025-11-14 14:32:15] INITIAL BACKUP: /home/ada/documents/file1.txt - SUCCESS
                        [2025-11-14 14:32:20] FILE CREATED: /home/ada/documents/newfile.txt - SUCCESS
                        [2025-11-14 14:32:20] FILE MODIFIED: /home/ada/documents/newfile.txt - SUCCESS
                        [2025-11-14 14:32:20] FILE DELETED: /home/ada/documents/oldfile.txt - SUCCESS
                        [2025-11-14 14:32:20] FILE MODIFIED: /home/ada/documents/locked.txt - FAILED: permission denied
                        [2025-11-14 14:32:20] SHUTDOWN: /home/ada/documents - BACKUP STOPPED
                        """);
    }

    @Test
    void directoriesHaveNoLines() {
        try (var log = new AuditLog(file, clock)) {
            fullSweep(log).done(change(Event.CREATE, "directory", FileType.DIRECTORY), 0);
        }

        assertThat(file).doesNotExist();
    }

    @Test
    void aNameOrReasonWithControlCharactersStaysOneLine() throws IOException {
        try (var log = new AuditLog(file, clock)) {
            fullSweep(log).done(change(Event.CREATE, "a\nb\u001b - SUCCESS\n"), 0);
            fullSweep(log).failed(change(Event.CREATE, "c"), "no\n  way\u0007\n");
        }

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "[2025-11-14 14:32:15] FILE CREATED: /home/ada/documents/a\\nb\\x1B - SUCCESS\\n - SUCCESS",
                        "[2025-11-14 14:32:15] FILE CREATED: /home/ada/documents/c - FAILED: no way");
    }

    @Test
    void whatFailsAgainForTheSameReasonHasALineInFullSweepsOnly() throws IOException {
        var failures = new KnownFailures();
        try (var log = new AuditLog(file, clock)) {
            var scope = log.run(SOURCE, failures, false);
            scope.failed(change(Event.CREATE, "a"), "first");
            scope.failed(change(Event.CREATE, "a"), "first");
            scope.failed(change(Event.CREATE, "a"), "second");
            log.run(SOURCE, failures, true).failed(change(Event.CREATE, "a"), "second");
            scope.done(change(Event.CREATE, "a"), 1);
            scope.failed(change(Event.MODIFY, "a"), "second");
        }

        assertThat(Files.readAllLines(file))
                .extracting(line -> line.replaceAll(".*: ", ""))
                .containsExactly("first", "second", "second", SOURCE + "/a - SUCCESS", "second");
    }

    @Test
    void aLineIsWrittenWithinSecondsThoughTheLogStaysOpen() {
        try (var log = new AuditLog(file, clock)) {
            fullSweep(log).done(change(Event.CREATE, "file"), 0);

            eventually(Duration.ofSeconds(20), () -> assertThat(file).isNotEmptyFile());
        }
    }

    @Test
    void aLaterProcessGoesOnWithTheFile() throws IOException {
        for (int i = 0; i < 2; i++) {
            try (var log = new AuditLog(file, clock)) {
                log.started(SOURCE);
            }
        }

        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void aFullFileMovesAsideAndTheOldestIsDropped() throws IOException {
        try (var log = new AuditLog(file, clock, 10, 2)) {
            for (int i = 1; i <= 4; i++) {
                fullSweep(log).done(change(Event.CREATE, "file" + i), 0);
                log.flush();
            }
        }

        assertThat(Files.readString(file)).contains("file4");
        assertThat(Files.readString(home.resolve("logs/backup_log.txt.1"))).contains("file3");
        assertThat(Files.readString(home.resolve("logs/backup_log.txt.2"))).contains("file2");
        assertThat(home.resolve("logs/backup_log.txt.3")).doesNotExist();
    }

    @Test
    void linesOfSeveralThreadsAndLogsStayWhole() throws IOException {
        try (var log = new AuditLog(file, clock);
                var other = new AuditLog(file, clock)) {
            IntStream.range(0, 10_000)
                    .parallel()
                    .forEach(i -> fullSweep(i % 2 == 0 ? log : other).done(change(Event.CREATE, "file" + i), 0));
        }

        var expected = new ArrayList<String>();
        IntStream.range(0, 10_000)
                .forEach(i ->
                        expected.add("[2025-11-14 14:32:15] FILE CREATED: " + SOURCE + "/file" + i + " - SUCCESS"));
        assertThat(Files.readAllLines(file)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void itsDirectoryIsPrivate() throws IOException {
        try (var log = new AuditLog(file, clock)) {
            log.started(SOURCE);
        }

        assertThat(Files.getPosixFilePermissions(file.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aLogThatCannotBeWrittenFailsNothing() throws IOException {
        Files.createDirectories(file);

        try (var log = new AuditLog(file, clock)) {
            log.started(SOURCE);
            log.stopped(SOURCE);
        }

        assertThat(List.of(file)).allMatch(Files::isDirectory);
    }

    @Test
    void aLineThatWasCutShortIsNotGoneOnWith() throws IOException {
        Files.createDirectories(file);
        try (var log = new AuditLog(file, clock)) {
            log.stopped(SOURCE);
            Files.delete(file);
            Files.writeString(file, "[2025-11-14 14:32:1");

            log.stopped(SOURCE);
        }

        assertThat(file).hasContent("""
                        [2025-11-14 14:32:1
                        [2025-11-14 14:32:15] SHUTDOWN: /home/ada/documents - BACKUP STOPPED
                        """);
    }

    private static Change change(Event event, String path) {
        return change(event, path, FileType.FILE);
    }

    private static Change change(Event event, String path, FileType type) {
        var version = new FileVersion(5, 0, 1, 0);
        return new Change(event, new Entry(Path.of(path), type, version, 0600, 0, 0, 1), Part.WHOLE);
    }

    private static AuditedRun fullSweep(AuditLog log) {
        return log.run(SOURCE, new KnownFailures(), true);
    }
}
