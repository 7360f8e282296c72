package io.saddlebag.acceptance;

import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.Distribution;
import io.saddlebag.testkit.FinishedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of a prune, and what is left of one that is killed. */
class PruneIT {

    private static final Duration TIME = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private Path source;
    private Path store;
    private Distribution saddlebag;

    @BeforeEach
    void takeThreeFulls() throws IOException {
        source = Files.createDirectory(directory.resolve("papers"));
        store = directory.resolve("store");
        saddlebag = Distribution.withHome(directory.resolve("home")).in(directory);
        configure("");
        for (int i = 0; i < 3; i++) {
            Files.writeString(source.resolve("paper" + i), "paper " + i);
            saddlebag.run("backup", "--full").endedWith(0);
        }
        configure("job.papers.keep-last = 1");
    }

    @Test
    void saysWhyEachSnapshotIsKeptAndRemovesTheOthers() throws IOException {
        saddlebag.run("prune", "papers", "--dry-run").endedWith(0).said("2 would be removed, 1 kept");
        assertThat(snapshots()).hasSize(3);

        var run = saddlebag.run("prune", "papers").endedWith(0);

        run.said("removed  no rule keeps it").said("kept     last 1 of 1, newest complete chain");
        run.said("2 removed, 1 kept");
        assertThat(snapshots()).hasSize(1);
        saddlebag.run("status").endedWith(0).said(" in 1 snapshot, ").said("free:");
        saddlebag.run("prune", "papers", "--json").endedWith(0).said("\"fate\" : \"kept\"");
    }

    @Test
    void everythingThatAKilledPruneLeavesRestoresAndTheNextOneGoesOn() throws Exception {
        var slow = Files.createDirectory(directory.resolve("slow")).resolve("sync");
        Files.writeString(slow, "#!/bin/sh\nexec sleep 60\n");
        Files.setPosixFilePermissions(slow, PosixFilePermissions.fromString("rwxr-xr-x"));
        var path = slow.getParent() + ":" + System.getenv("PATH");
        try (var prune = saddlebag.with("PATH", path).start("prune", "papers")) {
            eventually(TIME, () -> assertThat(leftovers()).hasSize(1));
            prune.kill();
            prune.waitFor(TIME).endedWith(FinishedRun.KILLED);
        }

        assertThat(leftovers()).hasSize(1);
        saddlebag.run("verify", "papers", "--deep").endedWith(0);
        saddlebag.run("prune", "papers").endedWith(0).said("1 removed, 1 kept");
        assertThat(snapshots()).hasSize(1);
    }

    @Test
    void anEmptySourceFreezesItUntilForceIsGiven() throws IOException {
        for (int i = 0; i < 3; i++) {
            Files.delete(source.resolve("paper" + i));
        }
        saddlebag.run("backup").endedWith(4);

        saddlebag.run("prune", "papers", "--dry-run").endedWith(4).said("0 would be removed, 3 kept, 2 held back");
        saddlebag.run("prune", "papers").endedWith(4).said("nothing is removed while something is wrong");
        assertThat(snapshots()).hasSize(3);
        saddlebag.run("prune", "papers", "--force").endedWith(0).said("in spite of this");
        assertThat(snapshots()).hasSize(1);
    }

    private List<Path> snapshots() throws IOException {
        try (var files = Files.list(store)) {
            return files.filter(Files::isDirectory).sorted().toList();
        }
    }

    private List<Path> leftovers() throws IOException {
        return snapshots().stream()
                .filter(snapshot -> Files.exists(snapshot.resolve("unfinished")))
                .filter(snapshot -> Files.notExists(snapshot.resolve("manifest.jsonl.gz")))
                .toList();
    }

    private void configure(String more) throws IOException {
        Files.writeString(directory.resolve("application.properties"), """
                job.papers.type = snapshot
                job.papers.source = papers
                job.papers.destination = store
                """ + more + "\n");
    }
}
