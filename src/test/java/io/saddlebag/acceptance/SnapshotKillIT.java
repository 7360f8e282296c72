package io.saddlebag.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.Distribution;
import io.saddlebag.testkit.FinishedRun;
import io.saddlebag.testkit.TreeGenerator;
import io.saddlebag.tree.TemporaryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it takes a snapshot spoils none that is there, and the next run needs nobody's help. */
class SnapshotKillIT {

    private static final Duration LONGEST_RUN = Duration.ofMinutes(2);
    private static final List<String> FORMATS = List.of("zip", "tar.gz", "tar.zst", "directory");

    @TempDir
    Path directory;

    private final Random random = new Random(20261121);
    private final ManyFiles many = new ManyFiles(20, 40, 8_000);
    private Path source;
    private Path store;
    private Distribution saddlebag;

    @BeforeEach
    void create() throws IOException {
        source = directory.resolve("papers");
        many.into(source);
        new ManyFiles(1, 3, 5_000_000).into(source.resolve("large"));
        TreeGenerator.seeded(7).into(source.resolve("nasty"));
    }

    @Test
    void theNextRunHealsARunThatWasKilled() throws Exception {
        killAndHeal(2);
    }

    @Test
    @Tag("slow")
    void theNextRunHealsARunThatWasKilledAtAnyOfManyMoments() throws Exception {
        killAndHeal(20);
    }

    /** The time of a whole run says when there is something to kill. */
    private void killAndHeal(int times) throws Exception {
        int each = Math.max(2, times / FORMATS.size());
        for (var format : FORMATS.subList(0, times / each)) {
            use(format);
            long began = System.nanoTime();
            saddlebag.run("backup").endedWith(0);
            long lasted = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            for (int i = 0; i < each; i++) {
                killOne(random.nextLong(lasted / 4, lasted));
            }
            saddlebag.run("verify", "papers", "--deep").endedWith(0).said(" 0 damaged, 0 lost");
        }
    }

    private void killOne(long millis) throws Exception {
        var older = contents();
        Files.writeString(source.resolve("changed"), String.valueOf(random.nextLong()));
        try (var run = saddlebag.start("backup", "--full")) {
            awaitTime(millis);
            run.kill();
            assertThat(run.waitFor(LONGEST_RUN).exitCode()).isIn(FinishedRun.KILLED, 0);
        }
        assertThat(contents()).containsAllEntriesOf(older);

        saddlebag.run("backup").endedWith(0);
        assertThat(contents()).containsAllEntriesOf(older);
        assertThat(contents().keySet()).noneMatch(path -> TemporaryName.matches(path.getFileName()));
    }

    /** A moment is what is wanted here, not a condition. */
    private static void awaitTime(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    /** The bytes of each stored file, as a number. */
    private Map<Path, Integer> contents() throws IOException {
        var contents = new TreeMap<Path, Integer>();
        try (var paths = Files.walk(store)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                if (!path.endsWith("saddlebag.lock")) {
                    contents.put(store.relativize(path), Arrays.hashCode(Files.readAllBytes(path)));
                }
            }
        }
        return contents;
    }

    private void use(String format) throws IOException {
        var home = Files.createDirectory(directory.resolve("as-" + format));
        store = home.resolve("store");
        saddlebag = Distribution.withHome(home.resolve("home")).in(home);
        Files.writeString(home.resolve("application.properties"), """
                job.papers.type = snapshot
                job.papers.source = %s
                job.papers.destination = store
                job.papers.format = %s
                """.formatted(source, format));
    }
}
