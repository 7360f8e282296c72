package io.saddlebag;

import static io.saddlebag.testkit.Eventually.eventually;
import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Event;
import io.saddlebag.model.Outcome;
import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.TreeSnapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shipped collect routes, from a directory of files to another one. */
@Timeout(60)
class CollectRouteTest {

    @TempDir
    Path directory;

    private Inbox inbox;

    @BeforeEach
    void prepare() throws Exception {
        inbox = Inbox.in(directory);
    }

    @Nested
    class Delivers {

        @Test
        void eachFileOnce() throws Exception {
            inbox.write("a", "one");
            inbox.write("deep/er/b", "two");

            var first = inbox.collectWell();
            var second = inbox.collectWell();

            assertThat(first.counts()).returns(2L, c -> c.created()).returns(0L, c -> c.unchanged());
            assertThat(second.counts()).returns(0L, c -> c.created()).returns(2L, c -> c.unchanged());
            assertThat(inbox.at("a")).hasContent("one");
            assertThat(inbox.at("deep/er/b")).hasContent("two");
        }

        @Test
        void aChangedFileAgainAlsoWhenItGetsItsOldContentBack() throws Exception {
            inbox.write("a", "A");
            inbox.collectWell();
            Files.writeString(inbox.source.resolve("a"), "and B");
            Files.setLastModifiedTime(inbox.source.resolve("a"), FileTime.from(Inbox.LONG_AGO.plusSeconds(1)));
            var changed = inbox.collectWell();
            inbox.write("a", "A");

            var back = inbox.collectWell();

            assertThat(changed.counts().modified()).isEqualTo(1);
            assertThat(back.counts().modified()).isEqualTo(1);
            assertThat(inbox.at("a")).hasContent("A");
        }

        @Test
        void dotFilesAndEmptyFiles() throws Exception {
            inbox.write(".hidden/.dot", "x");
            inbox.write("empty", "");

            inbox.collectWell();

            assertThat(inbox.at(".hidden/.dot")).hasContent("x");
            assertThat(inbox.at("empty")).isEmptyFile();
        }

        @Test
        void modesAndTimesOfFilesAndDirectories() throws Exception {
            var file = inbox.write("d/a", "x");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
            Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxr-x---"));

            inbox.collectWell();

            assertThat(Files.getLastModifiedTime(inbox.at("d/a"))).isEqualTo(FileTime.from(Inbox.LONG_AGO));
            assertThat(Files.getPosixFilePermissions(inbox.at("d/a"))).hasSize(2);
            assertThat(Files.getPosixFilePermissions(inbox.at("d"))).hasSize(5);
        }

        @Test
        void onlyWhatFiltersLetThrough() throws Exception {
            inbox.with("include = *.csv", "exclude = old/");
            inbox.write("a.csv", "x");
            inbox.write("a.tmp", "x");
            inbox.write("old/b.csv", "x");

            inbox.collectWell();

            assertThat(inbox.at("a.csv")).exists();
            assertThat(inbox.at("a.tmp")).doesNotExist();
            assertThat(inbox.at("old")).doesNotExist();
        }

        @Test
        void fromASourceWhoseNameBreaksUris() throws Exception {
            inbox = Inbox.of(directory, "a b & c+d=e #1 ü {x} $y");
            inbox.write("a", "x");

            inbox.collectWell();

            assertThat(inbox.at("a")).hasContent("x");
        }

        @Test
        void withoutWritingAnythingIntoTheSource() throws Exception {
            inbox.write("deep/a", "one");
            var before = TreeSnapshot.of(inbox.source);

            inbox.collectWell();

            assertThatTree(inbox.source).isUnchangedSince(before);
        }

        @Test
        void nothingInADryRun() throws Exception {
            inbox.write("a", "one");

            var run = inbox.collect(true, false);

            assertThat(run).returns(0L, r -> r.id()).returns(1L, r -> r.counts().created());
            assertThat(inbox.changes).extracting(change -> change.event()).containsExactly(Event.CREATE);
            assertThat(inbox.destination).doesNotExist();
        }
    }

    @Nested
    class Zips {

        @Test
        void eachFileIntoOneOfItsOwnOnce() throws Exception {
            inbox.with("zip = true");
            inbox.write("d/a", "one");

            var first = inbox.collectWell();
            var second = inbox.collectWell();

            assertThat(first.counts().created()).isEqualTo(1);
            assertThat(second.counts()).returns(0L, c -> c.created()).returns(1L, c -> c.unchanged());
            assertThat(unzip("d/a.zip", "a")).asString(StandardCharsets.UTF_8).isEqualTo("one");
            assertThat(Files.getLastModifiedTime(inbox.at("d/a.zip"))).isEqualTo(FileTime.from(Inbox.LONG_AGO));
        }

        @Test
        void whatIsTooLargeForMemoryThroughTheDisk() throws Exception {
            var content = new byte[3_000_000];
            new Random(7).nextBytes(content);
            inbox.with("zip = true");
            Files.write(inbox.write("large", ""), content);
            Files.setLastModifiedTime(inbox.source.resolve("large"), FileTime.from(Inbox.LONG_AGO));

            inbox.collectWell();

            assertThat(unzip("large.zip", "large")).isEqualTo(content);
        }

        private byte[] unzip(String zip, String entry) throws Exception {
            try (var file = new ZipFile(inbox.at(zip).toFile())) {
                return file.getInputStream(file.getEntry(entry)).readAllBytes();
            }
        }
    }

    @Nested
    class Afterwards {

        @Test
        void deletesWhatWasDelivered() throws Exception {
            inbox.with("after = delete");
            inbox.write("d/a", "x");

            inbox.collectWell();

            assertThat(inbox.source.resolve("d")).isEmptyDirectory();
            assertThat(inbox.at("d/a")).hasContent("x");
        }

        @Test
        void movesWhatWasDelivered() throws Exception {
            inbox.with("after = move:source/done");
            inbox.write("d/a", "x");

            inbox.collectWell();
            var second = inbox.collectWell();

            assertThat(inbox.source.resolve("done/d/a")).hasContent("x");
            assertThat(inbox.source.resolve("d")).isEmptyDirectory();
            assertThat(second.counts().created()).isZero();
        }

        @Test
        void takesAFileThatComesAgainForANewOne() throws Exception {
            inbox.with("after = delete");
            inbox.write("a", "x");
            inbox.collectWell();
            Files.delete(inbox.at("a"));
            inbox.write("b", "keeps the destination from being empty");
            inbox.write("a", "x");

            inbox.collectWell();

            assertThat(inbox.at("a")).hasContent("x");
        }
    }

    @Nested
    class GoesOn {

        @Test
        void afterAFileThatFailsAndTriesThatOneLater() throws Exception {
            inbox.with("poll = 1s");
            inbox.write("a", "x");
            inbox.write("b", "x");
            Inbox.write(inbox.at("a/in/the/way"), "x");
            try (var application = inbox.start()) {

                var run = inbox.collect(application, false, false);
                var atOnce = inbox.collect(application, false, false);
                Command.run("rm", "-r", inbox.at("a"));

                assertThat(run)
                        .returns(Outcome.PARTIAL, r -> r.outcome())
                        .returns(1L, r -> r.counts().created());
                assertThat(run.counts().failed()).isEqualTo(1);
                assertThat(atOnce.outcome()).isEqualTo(Outcome.DONE);
                eventually(Duration.ofSeconds(20), () -> {
                    inbox.collect(application, false, false);
                    assertThat(inbox.at("a")).hasContent("x");
                });
            }
        }

        @Test
        void afterALostCatalogWithoutDeliveringAgain() throws Exception {
            inbox.write("a", "one");
            inbox.collectWell();
            var before = TreeSnapshot.of(inbox.destination);
            Command.run("rm", "-r", inbox.home);

            var run = inbox.collectWell();

            assertThat(run.counts()).returns(0L, c -> c.created()).returns(1L, c -> c.unchanged());
            assertThatTree(inbox.destination).isUnchangedSince(before);
        }

        @Test
        void pollingInTheDaemonAndRecordsOnlyWhatDidSomething() throws Exception {
            inbox.with("poll = 1s", "settle = 0s");
            try (var daemon = Application.forDaemon(inbox.settings())) {
                Files.writeString(inbox.source.resolve("a"), "x");

                eventually(
                        Duration.ofSeconds(30), () -> assertThat(inbox.at("a")).hasContent("x"));
                eventually(
                        Duration.ofSeconds(30),
                        () -> assertThat(daemon.catalog().runs().latest("inbox"))
                                .hasValueSatisfying(
                                        run -> assertThat(run.outcome()).isEqualTo(Outcome.DONE)));
                var run = daemon.catalog().runs().latest("inbox").orElseThrow();
                var enough = Instant.now().plusSeconds(3);
                eventually(
                        Duration.ofSeconds(30), () -> assertThat(Instant.now()).isAfter(enough));

                assertThat(daemon.catalog().runs().latest("inbox")).contains(run);
            }
        }

        @Test
        void whenItsScheduleFires() throws Exception {
            inbox.with("schedule = * * * * * ?", "settle = 0s");
            try (var daemon = Application.forDaemon(inbox.settings())) {
                Files.writeString(inbox.source.resolve("a"), "x");

                eventually(
                        Duration.ofSeconds(30), () -> assertThat(inbox.at("a")).hasContent("x"));
                assertThat(daemon.settings().job("inbox").nextRun(Instant.now()))
                        .isPresent();
            }
        }
    }
}
