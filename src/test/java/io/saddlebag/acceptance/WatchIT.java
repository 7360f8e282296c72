package io.saddlebag.acceptance;

import static io.saddlebag.testkit.Eventually.eventually;
import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.Eventually;
import io.saddlebag.testkit.LoopMount;
import io.saddlebag.testkit.RunningProgram;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The daemon follows a source, and is not led astray. */
@Timeout(600)
class WatchIT extends WatchScenario {

    private static final int DISK = 16 << 20;

    @Test
    void aFileThatIsWrittenWithoutEndIsCarriedMeanwhile() throws Exception {
        appendTo(Duration.ofSeconds(5), "job.docs.settle-max = 1s");
    }

    @Test
    @Tag("slow")
    void aFileThatIsWrittenForAMinuteIsCarriedMeanwhile() throws Exception {
        appendTo(Duration.ofMinutes(1), "job.docs.settle-max = 10s");
    }

    private void appendTo(Duration time, String setting) throws Exception {
        var file = Files.createFile(source.resolve("log"));
        try (var daemon = watch(setting)) {
            awaitMark(daemon);
            long end = System.nanoTime() + time.toNanos();
            long seen = 0;
            while (System.nanoTime() - end < 0) {
                Files.writeString(file, "line\n", CREATE, APPEND);
                Eventually.becomesTrue(Duration.ofMillis(100), () -> false);
                seen = Math.max(seen, Files.size(destination.resolve("log")));
            }

            assertThat(seen).isPositive();
            awaitEquality(daemon);
            stop(daemon);
        }
    }

    @Test
    void anEmptiedSourceDeletesNothingAndIsReportedOnce() throws Exception {
        new ManyFiles(10, 10, 1000).into(source);
        try (var daemon = watch()) {
            awaitEquality(daemon);
            var before = TreeSnapshot.of(destination);
            Command.run("find", source, "-mindepth", "1", "-delete");

            awaitReport(daemon, "is empty");
            assertThatTree(destination).stillHasAllFilesOf(before);
            Files.createFile(source.resolve("new"));
            eventually(PATIENCE, () -> assertThat(destination.resolve("new")).exists());
            assertThatTree(destination).stillHasAllFilesOf(before);
            stopAfterReports(daemon, 1);
        }
    }

    @Test
    void anUnmountedSourceDeletesNothingAndIsReportedOnce() throws Exception {
        try (var disk = LoopMount.make(scratch, "disk", DISK)) {
            source = disk.directory();
            Files.delete(source.resolve("lost+found"));
            new ManyFiles(10, 10, 1000).into(source);
            try (var daemon = watch()) {
                awaitEquality(daemon);
                var before = TreeSnapshot.of(destination);
                eventually(PATIENCE, disk::unmount);
                awaitReport(daemon, "was a mount point");
                assertThatTree(destination).stillHasAllFilesOf(before);

                disk.mount();
                Files.createFile(source.resolve("new"));
                awaitEquality(daemon);
                stopAfterReports(daemon, 1);
            }
        }
    }

    @Test
    void manyFilesThatComeAtOnceArriveComplete() throws Exception {
        try (var daemon = watch()) {
            awaitMark(daemon);
            new ManyFiles(50, 100, 500).into(source);

            awaitEquality(daemon);
            stop(daemon);
        }
    }

    @Test
    @Tag("slow")
    void aHundredThousandFilesThatAreUnpackedAtOnceArriveComplete() throws Exception {
        var archive = scratch.resolve("many.tar");
        new ManyFiles(1_000, 100, 500).into(scratch.resolve("many"));
        Command.run("tar", "-cf", archive, "-C", scratch, "many");
        try (var daemon = watch()) {
            awaitMark(daemon);
            Command.run("tar", "-xf", archive, "-C", source);

            awaitEquality(daemon);
            stop(daemon);
        }
    }

    @Test
    void whatIsGoneStaysWhereDeletionsAreNotPropagated() throws Exception {
        Files.writeString(source.resolve("old"), "old");
        try (var daemon = watch("job.docs.delete = keep")) {
            awaitEquality(daemon);
            Files.delete(source.resolve("old"));

            awaitMark(daemon);
            assertThat(destination.resolve("old")).hasContent("old");
            stop(daemon);
        }
    }

    @Test
    void anAdHocMirrorIsFollowedUntilItIsStopped() throws Exception {
        Files.writeString(source.resolve("file"), "1");
        try (var daemon = saddlebag.start("mirror", "--watch", source, destination)) {
            eventually(PATIENCE, () -> assertThat(daemon.outputSoFar()).contains("watching"));
            Files.writeString(source.resolve("file"), "22");

            awaitEquality(daemon);
            stop(daemon);
        }
    }

    private static void awaitReport(RunningProgram daemon, String text) {
        eventually(PATIENCE, () -> assertThat(daemon.outputSoFar()).contains(text));
    }

    private static void stopAfterReports(RunningProgram daemon, int reports) throws IOException {
        daemon.terminate();
        var ended = daemon.waitFor(PATIENCE).endedWith(0);
        assertThat(ended.errors().lines().filter(line -> line.contains("guarded")))
                .hasSize(reports);
    }
}
