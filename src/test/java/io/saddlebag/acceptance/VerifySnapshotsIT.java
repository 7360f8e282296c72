package io.saddlebag.acceptance;

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program proves its snapshots, and so do the tools that everybody has. */
class VerifySnapshotsIT {

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
        TreeGenerator.seeded(41).into(source);
    }

    @Test
    void namesWhatAChainLosesWithOneArchiveAndNeedsNothingButTheStore() throws IOException {
        configure("zip");
        for (int i = 0; i < 3; i++) {
            Files.writeString(source.resolve("new" + i), "new" + i);
            saddlebag.run("backup").endedWith(0);
        }
        saddlebag.run("verify", "papers").endedWith(0).said("7 verified, 0 damaged, 0 lost");
        var ids = snapshots();
        Files.delete(store.resolve(ids.get(1)).resolve("data.zip"));
        var elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        var alone = Distribution.withHome(elsewhere.resolve("home")).in(elsewhere);

        var found = alone.run("verify", "--from", store, "--deep").endedWith(13);

        found.said("lost: " + ids.get(1) + "/data.zip: is missing. Needed by " + ids.get(1) + ", " + ids.get(2) + ".");
        assertThat(elsewhere.resolve("home")).isEmptyDirectory();
        saddlebag.run("verify", "papers", "--json").endedWith(13).said("\"lost\" : 1");
        saddlebag.run("verify").endedWith(2);
        saddlebag.run("verify", "--from", source).endedWith(10);
    }

    @Tag("slow")
    @Test
    void namesAFlippedByte() throws IOException {
        configure("tar.gz");
        saddlebag.run("backup").endedWith(0);
        var archive = store.resolve(snapshots().get(0)).resolve("data.tar.gz");
        var bytes = Files.readAllBytes(archive);
        bytes[bytes.length - 1] ^= 1;
        Files.write(archive, bytes);

        saddlebag.run("verify", "papers").endedWith(0);

        saddlebag
                .run("verify", "papers", "--deep")
                .endedWith(12)
                .said("damaged: " + snapshots().get(0) + "/data.tar.gz: ");
    }

    @Test
    void stockToolsAcceptAZip() throws IOException {
        Requirements.assumeCommands("unzip", "python3");
        var archive = archive("zip");

        Command.run("unzip", "-tq", archive);
        Command.run("python3", "-m", "zipfile", "-t", archive);
    }

    @Tag("slow")
    @Test
    void sevenZipAcceptsAZip() throws IOException {
        Requirements.assumeCommands("7z");

        Command.run("7z", "t", archive("zip"));
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"tar.gz", "tar.zst"})
    void stockToolsAcceptATar(String format) throws IOException {
        Requirements.assumeCommands("tar", "gzip", "zstd", "python3");
        var archive = archive(format);

        Command.run(format.equals("tar.gz") ? "gzip" : "zstd", "-tq", archive);
        Command.run("tar", "-tf", archive);
        if (format.equals("tar.gz")) {
            Command.run("python3", "-m", "tarfile", "-t", archive);
        }
    }

    private Path archive(String format) throws IOException {
        configure(format);
        saddlebag.run("backup").endedWith(0);
        return store.resolve(snapshots().get(0)).resolve("data." + format);
    }

    private void configure(String format) throws IOException {
        Files.writeString(directory.resolve("application.properties"), """
                job.papers.type = snapshot
                job.papers.source = papers
                job.papers.destination = store
                job.papers.format = %s
                """.formatted(format));
    }

    private List<String> snapshots() throws IOException {
        try (var files = Files.list(store)) {
            return files.filter(Files::isDirectory)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
