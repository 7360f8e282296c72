package io.saddlebag.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.Counts;
import io.saddlebag.model.Growth;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.model.SnapshotKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {

    private static final int PAGE = 4096;

    @TempDir
    Path temporary;

    private Path home;
    private Path file;

    @BeforeEach
    void chooseHome() {
        home = temporary.resolve("a ? b%41/home");
        file = home.resolve("catalog.db");
    }

    @Test
    void isMadeForItsUserOnly() throws Exception {
        open().close();

        assertThat(Files.getPosixFilePermissions(home)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void refusesTheFileOfANewerVersion() throws Exception {
        open().close();
        sql("pragma user_version = 99");

        assertThatThrownBy(this::open)
                .isInstanceOf(SaddlebagException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("newer")
                .hasMessageContaining("move the file away");
        assertThat(setAside()).isEmpty();
    }

    @Test
    void bringsAFileOfVersionOneUpToDateAndLosesNothingOfIt() throws Exception {
        fill();
        long run;
        try (var catalog = open()) {
            run = catalog.runs().start("docs", "/backup");
            catalog.runs().end(run, Outcome.DONE, Counts.NONE, "of version 1");
        }
        for (var column : List.of("stored", "set_kind", "deep")) {
            sql("alter table run drop column " + column);
        }
        for (var table : List.of("alert_begun", "alert_run", "alert", "alert_news")) {
            sql("drop table " + table);
        }
        sql("pragma user_version = 1");

        try (var catalog = open()) {
            assertThat(catalog.runs().latest("docs").orElseThrow().message()).isEqualTo("of version 1");
            assertThat(catalog.states("docs", "/backup").knownFiles()).isPositive();
            assertThat(catalog.history().growth(run)).isEmpty();
            catalog.history().grew(run, new Growth(SnapshotKind.FULL, 7));
            assertThat(catalog.history().growth(run)).contains(new Growth(SnapshotKind.FULL, 7));
        }
        assertThat(setAside()).isEmpty();
    }

    @Test
    void setsAsideAFileThatIsNoDatabase() throws Exception {
        Files.createDirectories(home);
        Files.writeString(file, "no database".repeat(1000));

        open().close();

        assertThat(setAside()).containsExactly("catalog.db.corrupt-2026-11-20T12-00-00Z");
        assertThat(home.resolve("catalog.db.corrupt-2026-11-20T12-00-00Z"))
                .content()
                .startsWith("no database");
    }

    @Test
    void setsAsideATruncatedFile() throws Exception {
        fill();
        truncate(3 * PAGE);

        try (var catalog = open()) {
            assertThat(catalog.states("docs", "/backup").knownFiles()).isZero();
        }
        assertThat(setAside()).hasSize(1);
    }

    @Test
    void setsAsideADatabaseWithoutItsTables() throws Exception {
        fill();
        sql("drop table staged");

        open().close();

        assertThat(setAside()).hasSize(1);
    }

    @Test
    void setsAsideTheDatabaseOfAnotherProgram() throws Exception {
        Files.createDirectories(home);
        sql("create table song (title text)");

        open().close();

        assertThat(setAside()).hasSize(1);
    }

    @Test
    void setsAsideEachOfTwoDamagedFilesOfOneSecond() throws Exception {
        for (int i = 0; i < 2; i++) {
            Files.createDirectories(home);
            Files.writeString(file, "no database".repeat(1000));
            open().close();
        }

        assertThat(setAside()).hasSize(2);
    }

    @Test
    void worksOnWithALogThatIsNotReadable() throws Exception {
        fill();
        Files.write(home.resolve("catalog.db-wal"), new byte[100_000]);

        try (var catalog = open()) {
            catalog.states("docs", "/backup").record(List.of(Some.file("new")));

            assertThat(catalog.states("docs", "/backup").directory(Some.ROOT)).containsKey(Path.of("new"));
        }
    }

    @Test
    void setsAsideWhatObstructsTheLog() throws Exception {
        fill();
        Files.createDirectory(home.resolve("catalog.db-wal"));

        open().close();

        assertThat(setAside())
                .containsExactlyInAnyOrder(
                        "catalog.db.corrupt-2026-11-20T12-00-00Z", "catalog.db.corrupt-2026-11-20T12-00-00Z-wal");
    }

    @Test
    void tellsOfDamageThatIsMetLater() throws Exception {
        fill();
        flipPages();

        try (var catalog = open()) {
            assertThatThrownBy(() -> readAll(catalog))
                    .isInstanceOf(CatalogCorruptException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("Run the job again");
        }
    }

    @Test
    void setsDamageThatWasMetAsideWhenItIsOpenedAgain() throws Exception {
        fill();
        flipPages();
        try (var catalog = open()) {
            assertThatThrownBy(() -> readAll(catalog)).isInstanceOf(CatalogCorruptException.class);
        }

        try (var catalog = open()) {
            readAll(catalog);
        }
        open().close();

        assertThat(setAside()).hasSize(1);
    }

    @Test
    void worksOnInPlaceWhenDamageIsReplaced() throws Exception {
        fill();
        flipPages();
        try (var catalog = open()) {
            var target = catalog.states("docs", "/backup");
            long run = catalog.runs().start("docs", "/backup");
            assertThatThrownBy(() -> readAll(catalog)).isInstanceOf(CatalogCorruptException.class);

            catalog.replaceCorrupt();

            target.record(List.of(Some.file("new")));
            catalog.runs().end(run, Outcome.DONE, Counts.NONE, null);
            assertThat(target.directory(Some.ROOT)).containsOnlyKeys(Path.of("new"));
            assertThat(catalog.runs().latestGood("docs")).isPresent();
        }
        assertThat(setAside()).isNotEmpty();
    }

    @Test
    void followsAnotherCatalogThatReplacedTheFile() throws Exception {
        fill();
        try (var one = open();
                var other = open()) {
            one.replaceCorrupt();

            other.states("docs", "/backup").record(List.of(Some.file("new")));

            assertThat(one.states("docs", "/backup").directory(Some.ROOT)).containsOnlyKeys(Path.of("new"));
        }
    }

    @Test
    void setsTheFileAsideOnceWhenTwoReplaceIt() throws Exception {
        fill();
        try (var one = open();
                var other = open()) {
            one.replaceCorrupt();
            other.replaceCorrupt();

            assertThat(setAside()).allMatch(name -> name.startsWith("catalog.db.corrupt-2026-11-20T12-00-00Z"));
            assertThat(setAside().stream().filter(name -> name.endsWith("Z"))).hasSize(1);
        }
    }

    @Test
    void isOpenedAndClosedBySeveralAtTheSameTime() throws Exception {
        var threads = Executors.newFixedThreadPool(6);
        Callable<Boolean> use = () -> {
            try (var catalog = open()) {
                catalog.states("docs", "/backup")
                        .record(List.of(Some.file(UUID.randomUUID().toString())));
            }
            return true;
        };

        var results = threads.invokeAll(Collections.nCopies(60, use));

        threads.shutdown();
        for (var result : results) {
            assertThat(result.get()).isTrue();
        }
        try (var catalog = open()) {
            assertThat(catalog.states("docs", "/backup").knownFiles()).isEqualTo(60);
        }
        assertThat(setAside()).isEmpty();
    }

    @Test
    void saysWhatToDoWhenItsDirectoryCannotBeMade() throws Exception {
        Files.createDirectories(home.getParent());
        Files.writeString(home, "a file");

        assertThatThrownBy(this::open).isInstanceOf(CatalogException.class).hasMessageContaining("saddlebag.home");
    }

    private Catalog open() {
        return Catalog.open(home, Some.NOON);
    }

    private void fill() {
        try (var catalog = open()) {
            for (int i = 0; i < 50; i++) {
                var directory = "directory-" + i + "/";
                catalog.states("docs", "/backup")
                        .record(IntStream.range(0, 100)
                                .mapToObj(name -> Some.file(directory + name))
                                .toList());
            }
        }
    }

    private static void readAll(Catalog catalog) {
        var target = catalog.states("docs", "/backup");
        for (int i = 0; i < 50; i++) {
            target.directory(Path.of("directory-" + i));
        }
    }

    private void truncate(long size) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    /** Spoils everything but the schema and the tables that are small. */
    private void flipPages() throws IOException {
        long size = Files.size(file);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long page = 20; page * PAGE < size; page++) {
                channel.write(ByteBuffer.wrap("spoiled!".repeat(PAGE / 8).getBytes(UTF_8)), page * PAGE);
            }
        }
    }

    private void sql(String statement) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        }
    }

    private List<String> setAside() throws IOException {
        try (var files = Files.list(home)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.contains("corrupt"))
                    .toList();
        }
    }
}
