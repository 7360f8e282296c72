package io.saddlebag.acceptance;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.Distribution;
import io.saddlebag.testkit.TreeGenerator;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots are brought back by the program: of a job, and on another machine of nothing but the store. */
class SnapshotRestoreIT {

    @TempDir
    Path directory;

    private Path source;
    private Path store;
    private Path target;
    private Distribution saddlebag;

    @BeforeEach
    void takeTwo() throws IOException {
        source = directory.resolve("papers");
        store = directory.resolve("store");
        target = directory.resolve("target");
        saddlebag = Distribution.withHome(directory.resolve("home")).in(directory);
        TreeGenerator.seeded(8).into(source);
        Files.writeString(source.resolve("note"), "first");
        Files.writeString(directory.resolve("application.properties"), """
                job.papers.type = snapshot
                job.papers.source = papers
                job.papers.destination = store
                """);
        saddlebag.run("backup").endedWith(0);
        Files.writeString(source.resolve("note"), "second");
        saddlebag.run("backup").endedWith(0);
    }

    @Test
    void theLatestTheNamedAndTheOneOfATimeComeBack() throws IOException {
        saddlebag.run("restore", "papers", "--to", target).endedWith(0).said("0 failed");
        assertThatTree(target.resolve("papers")).hasSameContentAs(source);
        saddlebag.run("restore", "papers", "--to", target).endedWith(0).said("0 created, 0 modified, 0 deleted");

        var first = snapshots().get(0).getFileName();
        saddlebag
                .run("restore", "papers", "--to", target, "--snapshot", first, "note")
                .endedWith(0);
        assertThat(target.resolve("papers/note")).hasContent("first");
        saddlebag
                .run("restore", "papers", "--to", target, "--at", "2999-01-01", "papers/note")
                .endedWith(0);
        assertThat(target.resolve("papers/note")).hasContent("second");
        saddlebag
                .run("restore", "papers", "--to", target, "--at", "1999-01-01T00:00Z")
                .endedWith(2);
        saddlebag
                .run("restore", "papers", "--to", target, "--at", "soon")
                .endedWith(2)
                .said("no time");
        saddlebag
                .run("restore", "papers", "--to", store.resolve("x"))
                .endedWith(2)
                .said("lies in");
    }

    @Test
    void aStoreAloneIsEnough() throws IOException {
        Files.delete(directory.resolve("application.properties"));
        Command.run("rm", "-r", directory.resolve("home"));
        var before = TreeSnapshot.of(store);
        var elsewhere =
                Distribution.withHome(directory.resolve("none")).in(Files.createDirectory(directory.resolve("else")));

        elsewhere
                .run("restore", "--from", store, "--to", target, "--json")
                .endedWith(0)
                .said("\"outcome\" : \"done\"");

        assertThatTree(target.resolve("papers")).hasSameContentAs(source);
        assertThatTree(store).isUnchangedSince(before);
        elsewhere
                .run("restore", "--from", store, "--to", target.resolve("one"), "note")
                .endedWith(0);
        assertThat(target.resolve("one/papers/note")).hasContent("second");
        elsewhere.run("restore", "--from", source, "--to", target).endedWith(10).said("cp -a");
        elsewhere
                .run("restore", "--from", directory.resolve("nowhere"), "--to", target)
                .endedWith(10);
        elsewhere.run("restore", "--to", target).endedWith(2).said("--from");
        elsewhere.run("snapshots", "--from", store).endedWith(0).said("-full");
        elsewhere.run("snapshots", "--from", directory.resolve("nowhere")).endedWith(10);
    }

    @Test
    void whatALostArchiveHeldIsCountedAndTheRestComesBack() throws IOException {
        Files.delete(snapshots().get(0).resolve("data.zip"));

        saddlebag
                .run("restore", "papers", "--to", target)
                .endedWith(13)
                .said("data.zip is missing")
                .said("saddlebag verify papers");

        assertThat(target.resolve("papers/note")).hasContent("second");
    }

    private List<Path> snapshots() throws IOException {
        try (var files = Files.list(store)) {
            return files.filter(Files::isDirectory).sorted().toList();
        }
    }
}
