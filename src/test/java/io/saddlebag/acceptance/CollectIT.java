package io.saddlebag.acceptance;

import static io.saddlebag.testkit.Eventually.becomesTrue;
import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saddlebag.testkit.FinishedRun;
import io.saddlebag.testkit.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The collect as a process: across kills and restarts each file arrives, and none that had arrived arrives again. */
class CollectIT extends MirrorScenario {

    private static final Duration TIME = Duration.ofMinutes(2);

    @Test
    void deliversEachFileOnceOverRestartsAndAKill() throws Exception {
        deliversEachFileOnceOverRestartsAndKills(new ManyFiles(15, 100, 2_000));
    }

    @Test
    @Tag("slow")
    void deliversEachOfTenThousandFilesOnceOverRestartsAndKills() throws Exception {
        deliversEachFileOnceOverRestartsAndKills(new ManyFiles(105, 100, 2_000));
    }

    private void deliversEachFileOnceOverRestartsAndKills(ManyFiles many) throws Exception {
        many.into(source);
        var file = collecting("job.docs.settle = 0s");

        killAfter(many.count() / 3, many, file);
        var first = inodes(many);
        killAfter(many.count() * 2 / 3, many, file);
        var second = inodes(many);
        var third = collect(file);

        assertThat(second).as("nothing that had arrived arrived again").containsAllEntriesOf(first);
        assertThat(inodes(many)).containsAllEntriesOf(second).hasSize(many.count());
        assertThat(third.path("created").asLong()).isBetween(1L, (long) many.count() - second.size());
        assertThat(third.path("unchanged").asLong())
                .isEqualTo(many.count() - third.path("created").asLong());
        assertThat(collect(file).path("created").asLong()).isZero();
        deliversOnlyWhatChanged(many, file);
    }

    private void deliversOnlyWhatChanged(ManyFiles many, Path file) throws Exception {
        var before = inodes(many);
        var changed = source.resolve("many1/file1");
        Files.writeString(changed, "another content");

        var run = collect(file);

        assertThat(run.path("modified").asLong()).isEqualTo(1);
        assertThat(run.path("created").asLong()).isZero();
        assertThat(destination.resolve("many1/file1")).hasContent("another content");
        before.remove("many1/file1");
        assertThat(inodes(many)).containsAllEntriesOf(before);
    }

    @Test
    void takesAFileThatIsAppendedToOnceAndWhole() throws Exception {
        takesAFileThatIsAppendedTo(Duration.ofSeconds(4));
    }

    @Test
    @Tag("slow")
    void takesAFileThatIsAppendedToForTenSecondsOnceAndWhole() throws Exception {
        takesAFileThatIsAppendedTo(Duration.ofSeconds(10));
    }

    private void takesAFileThatIsAppendedTo(Duration time) throws Exception {
        var file = collecting("job.docs.settle = 2s", "job.docs.poll = 1s");
        var growing = source.resolve("growing");
        var arrived = destination.resolve("growing");
        try (var daemon = saddlebag.start("--config", file, "run")) {
            eventually(TIME, () -> assertThat(daemon.outputSoFar()).contains("polls every 1 s"));

            var end = Instant.now().plus(time);
            while (Instant.now().isBefore(end)) {
                Files.writeString(growing, "line\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                assertThat(becomesTrue(Duration.ofMillis(100), () -> Files.exists(arrived)))
                        .isFalse();
            }

            eventually(TIME, () -> assertThat(arrived).hasSameTextualContentAs(growing));
            var inode = Files.getAttribute(arrived, "unix:ino");
            var later = Instant.now().plusSeconds(4);
            eventually(TIME, () -> assertThat(Instant.now()).isAfter(later));
            assertThat(Files.getAttribute(arrived, "unix:ino")).isEqualTo(inode);
            daemon.terminate();
            daemon.waitFor(TIME).endedWith(0).said("done; 1 created, 0 modified");
        }
    }

    @Test
    void warnsOfAFailingFileOnceWhileOthersGoOn() throws Exception {
        var file = collecting("job.docs.settle = 0s", "job.docs.poll = 1s");
        Files.createDirectories(destination.resolve("blocked/in/the/way"));
        Files.writeString(source.resolve("blocked"), "x");
        try (var daemon = saddlebag.start("--config", file, "run")) {
            eventually(TIME, () -> assertThat(daemon.outputSoFar()).contains("was not collected"));
            Files.writeString(source.resolve("other"), "x");
            eventually(TIME, () -> assertThat(destination.resolve("other")).exists());
            var later = Instant.now().plusSeconds(4);
            eventually(TIME, () -> assertThat(Instant.now()).isAfter(later));

            assertThat(daemon.outputSoFar().lines().filter(line -> line.contains("blocked")))
                    .hasSize(1);
            assertThat(daemon.outputSoFar()).doesNotContain("\tat ", "Rollback", "Exception");
            daemon.terminate();
            daemon.waitFor(TIME).endedWith(0);
        }
    }

    @Test
    void namesDirectoriesThatItMayNotRead() throws Exception {
        Requirements.assumeRoot();
        Requirements.assumeCommands("setpriv");
        var closed = Files.createDirectory(source.resolve("closed"));
        Files.writeString(closed.resolve("a"), "x");
        Files.writeString(source.resolve("b"), "x");
        Files.setAttribute(closed, "unix:mode", 0700);
        var file = collecting("job.docs.settle = 0s");
        Files.createDirectory(saddlebag.home());
        Files.createDirectory(destination);
        for (var path : new Path[] {scratch, saddlebag.home(), destination}) {
            Files.setAttribute(path, "unix:mode", 0777);
        }

        var run = saddlebag
                .through("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                .run("--config", file, "backup", "docs");

        run.endedWith(3).said("unreadable: closed").said("1 created");
    }

    private void killAfter(int files, ManyFiles many, Path file) throws Exception {
        try (var run = saddlebag.start("--config", file, "backup", "docs")) {
            assertThat(becomesTrue(TIME, () -> arrived(many) >= files || !run.isAlive()))
                    .isTrue();
            run.kill();
            assertThat(run.waitFor(TIME).exitCode()).isEqualTo(FinishedRun.KILLED);
        }
    }

    /** What the run of a collect counted. */
    private JsonNode collect(Path file) throws IOException {
        var run = saddlebag.run("--config", file, "backup", "docs", "--json").endedWith(0);
        return new ObjectMapper().readTree(run.output()).path("runs").path(0).path("counts");
    }

    private int arrived(ManyFiles many) throws IOException {
        return many.countIn(destination);
    }

    private Map<String, Object> inodes(ManyFiles many) throws IOException {
        var inodes = new HashMap<String, Object>();
        for (int directory = 0; directory < many.directories(); directory++) {
            for (int each = 0; each < many.each(); each++) {
                var name = "many" + directory + "/file" + each;
                try {
                    inodes.put(name, Files.getAttribute(destination.resolve(name), "unix:ino"));
                } catch (NoSuchFileException e) {
                    // It has not arrived yet.
                }
            }
        }
        return inodes;
    }

    /** A configuration whose job, {@code docs}, collects. */
    private Path collecting(String... lines) throws IOException {
        var text = "job.docs.type = collect%njob.docs.source = %s%njob.docs.destination = %s%n%s%n"
                .formatted(source, destination, String.join("\n", lines));
        return Files.writeString(scratch.resolve("application.properties"), text);
    }
}
