package io.saddlebag.acceptance;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.Distribution;
import io.saddlebag.testkit.Requirements;
import io.saddlebag.testkit.TreeGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots are taken by the program, and opened by the tools that everybody has. */
class SnapshotIT {

    @TempDir
    Path directory;

    private Path source;
    private Path store;
    private Distribution saddlebag;

    @BeforeEach
    void create() throws IOException {
        source = directory.resolve("papers");
        store = directory.resolve("store");
        saddlebag = Distribution.withHome(directory.resolve("home")).in(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar.gz", "tar.zst"})
    void aFullIsOpenedByStockTools(String format) throws IOException {
        Requirements.assumeCommands("unzip", "tar", "zstd");
        TreeGenerator.seeded(5).plainNames().depth(4, 0).into(source);
        configure(format);

        saddlebag.run("backup").endedWith(0).said("there is no full yet");

        var target = Files.createDirectory(directory.resolve("by-hand"));
        var archive = snapshots().get(0).resolve("data." + format);
        if (format.equals("zip")) {
            Command.run("unzip", "-q", archive, "-d", target);
        } else {
            Command.run("tar", "--xattrs", "--xattrs-include=*", "-xpf", archive, "-C", target);
        }
        if (format.equals("zip")) {
            assertThat(target.resolve("papers")).isDirectory();
        } else {
            assertThatTree(target.resolve("papers")).hasSameContentAs(source);
        }
    }

    @Test
    void aRunThatChangesNothingTakesNothingAndTheListTellsWhatThereIs() throws IOException {
        TreeGenerator.seeded(6).into(source);
        configure("zip");
        saddlebag.run("backup", "--dry-run").endedWith(0).said("would take full");
        assertThat(store).doesNotExist();
        saddlebag.run("backup").endedWith(0);
        saddlebag.run("backup").endedWith(0).said("unchanged since");
        Files.writeString(source.resolve("new"), "new");
        saddlebag.run("backup").endedWith(0).said("-incremental (between = incremental): 1 of");

        saddlebag.run("backup", "--full").endedWith(0).said("a full was asked for");

        var list = saddlebag.run("snapshots", "papers").endedWith(0).output();
        assertThat(list.lines().skip(1)).hasSize(3);
        saddlebag
                .run("snapshots", "papers", snapshots().get(1).getFileName())
                .endedWith(0)
                .said("papers/new");
        saddlebag.run("snapshots", "papers", "--json").endedWith(0).said("\"kind\" : \"incremental\"");
        saddlebag.run("status").endedWith(0);
        saddlebag.run("check").endedWith(0).said("3 snapshots");
    }

    @Test
    void whatDoesNotFitIsSaidAndDoesNotRun() throws IOException {
        Files.createDirectory(source);
        configure("zip");

        saddlebag.run("backup", "--full", "--incremental").endedWith(2);
        saddlebag.run("snapshots", "papers").endedWith(10);
        saddlebag.run("backup").endedWith(4).said("is empty");
    }

    private void configure(String format) throws IOException {
        Files.writeString(directory.resolve("application.properties"), """
                job.papers.type = snapshot
                job.papers.source = papers
                job.papers.destination = store
                job.papers.format = %s
                """.formatted(format));
    }

    private List<Path> snapshots() throws IOException {
        try (var files = Files.list(store)) {
            return files.filter(Files::isDirectory).sorted().toList();
        }
    }
}
