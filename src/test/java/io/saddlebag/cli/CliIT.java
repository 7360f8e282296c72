package io.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as processes of their own: what they print, leave behind and end with. */
final class CliIT {

    @TempDir
    private Path directory;

    private Distribution saddlebag = new Distribution(Path.of(""));
    private Path source = Path.of("");
    private Path destination = Path.of("");

    @BeforeEach
    void makeSource() throws Exception {
        saddlebag = new Distribution(directory);
        source = directory.resolve("source");
        Files.createDirectories(source.resolve("below"));
        destination = directory.resolve("destination");
        Files.writeString(source.resolve("a"), "a");
        Files.writeString(source.resolve("below/b"), "bb");
    }

    @Test
    void mirrorNeedsNoConfigurationAndReadsNone() throws Exception {
        Files.writeString(directory.resolve("application.properties"), "nonsense = 1\n");

        var run = saddlebag.run("mirror", "source", "destination");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("3 created, 0 modified, 0 deleted, 0 unchanged, 0 failed; 3 B in ");
        assertThat(destination.resolve("below/b")).hasContent("bb");
    }

    @Test
    void backupRunsTheJobsOfTheConfiguration() throws Exception {
        configure("");

        var first = saddlebag.run("backup");
        var second = saddlebag.run("backup", "photos");

        assertThat(first.exitCode()).isZero();
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).startsWith("0 created, 0 modified, 0 deleted, 3 unchanged, 0 failed");
    }

    @Test
    void dryRunWritesNothing() throws Exception {
        configure("");

        var run = saddlebag.run("backup", "--dry-run");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).contains("create a", "create below", "create below/b");
        assertThat(destination).doesNotExist();
    }

    @Test
    void jsonIsOneDocument() throws Exception {
        configure("");

        var runs = new ObjectMapper().readTree(saddlebag.run("backup", "--json").out());
        var status =
                new ObjectMapper().readTree(saddlebag.run("status", "--json").out());

        assertThat(runs.at("/runs/0/outcome").asText()).isEqualTo("done");
        assertThat(runs.at("/runs/0/counts/created").asInt()).isEqualTo(3);
        assertThat(status.at("/jobs/0/last/id")).isEqualTo(runs.at("/runs/0/id"));
    }

    @Test
    void anUnknownJobEndsWith2AndNamesTheNearest() throws Exception {
        configure("");

        var run = saddlebag.run("backup", "fotos");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("fotos", "photos").doesNotContain("\tat ");
    }

    @Test
    void aDestinationThatHasGoneEndsWith10() throws Exception {
        configure("");
        saddlebag.run("backup");
        Files.move(destination, directory.resolve("elsewhere"));

        var check = saddlebag.run("check");
        var run = saddlebag.run("backup");
        var taken = saddlebag.run("backup", "--new-destination");

        assertThat(check.exitCode()).isEqualTo(10);
        assertThat(run.exitCode()).isEqualTo(10);
        assertThat(run.err()).contains("--new-destination");
        assertThat(taken.exitCode()).isZero();
    }

    @Test
    void anEmptySourceEndsWith4UntilDeletionsAreAllowed() throws Exception {
        configure("");
        saddlebag.run("backup");
        Files.delete(source.resolve("a"));
        Files.delete(source.resolve("below/b"));
        Files.delete(source.resolve("below"));

        var guarded = saddlebag.run("backup");
        var allowed = saddlebag.run("backup", "--allow-delete");

        assertThat(guarded.exitCode()).isEqualTo(4);
        assertThat(guarded.out()).contains("deletions held back");
        assertThat(allowed.exitCode()).isZero();
        assertThat(allowed.out()).contains("3 deleted");
    }

    @Test
    void statusAndCheckOfAFreshConfigurationWriteNothing() throws Exception {
        configure("");

        var status = saddlebag.run("status");
        var check = saddlebag.run("check");

        assertThat(status.out()).startsWith("photos (mirror): never run");
        assertThat(check.exitCode()).isZero();
        assertThat(directory.resolve("home")).doesNotExist();
        assertThat(destination).doesNotExist();
    }

    @Test
    void checkSaysWhatIsWrongWithTheConfiguration() throws Exception {
        configure("job.photos.sorce = x\n");

        var run = saddlebag.run("check");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).startsWith("problem  configuration: ").contains("job.photos.sorce");
    }

    @Test
    void runWithoutAScheduleEndsWith2() throws Exception {
        configure("");

        var run = saddlebag.run("run");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("schedule");
    }

    @Test
    void runKeepsTheScheduleAndEndsCleanlyWhenToldTo() throws Exception {
        configure("job.photos.schedule = * * * * * ?\n");
        var process = saddlebag.start("run");

        await(() -> Files.exists(destination.resolve("below/b")));
        process.destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(saddlebag.read("out")).contains("Waiting for the schedules of photos (next at ");
        assertThat(saddlebag.read("err")).doesNotContain("\tat ");
    }

    @Test
    void runLeavesOutAScheduleThatNeverFiresAgain() throws Exception {
        configure("""
                job.photos.schedule = * * * * * ?
                job.past.type = mirror
                job.past.source = source
                job.past.destination = past
                job.past.schedule = 0 0 2 * * ? 2020
                """);
        var check = saddlebag.run("check");
        var process = saddlebag.start("run");

        await(() -> Files.exists(destination.resolve("below/b")));
        process.destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(saddlebag.read("err")).contains("WARN  job.past.schedule = 0 0 2 * * ? 2020 never fires again");
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out()).contains("problem  job past, schedule: ");
    }

    @Test
    void checkSaysWhatIsWrongWithTheRoutesOfAJob() throws Exception {
        configure("camel.main.nope = 1\n");

        var check = saddlebag.run("check");

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out()).contains("problem  job photos, routes: camel.main.nope = 1 cannot be used");
        assertThat(check.err()).isEmpty();
    }

    @Test
    void aStoppedBackupEndsWith130AndTheNextOneGoesOn() throws Exception {
        for (int i = 0; i < 6_000; i++) {
            Files.writeString(source.resolve("file" + i), "x");
        }
        configure("job.photos.transfers = 1\n");
        var process = saddlebag.start("backup");

        await(this::hasFiles);
        process.destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(saddlebag.read("out")).contains(" created, ");
        assertThat(saddlebag.run("backup").exitCode()).isZero();
        assertThat(saddlebag.run("backup").out()).startsWith("0 created, 0 modified, 0 deleted, 6003 unchanged");
    }

    private boolean hasFiles() throws Exception {
        if (!Files.isDirectory(destination)) {
            return false;
        }
        try (var entries = Files.newDirectoryStream(destination, "file*")) {
            return entries.iterator().hasNext();
        }
    }

    private void configure(String more) throws Exception {
        Files.writeString(directory.resolve("application.properties"), """
                job.photos.type = mirror
                job.photos.source = source
                job.photos.destination = destination
                """ + more);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        var deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (!condition.call()) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
