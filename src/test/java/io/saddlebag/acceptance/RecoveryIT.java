package io.saddlebag.acceptance;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.Distribution;
import io.saddlebag.testkit.Requirements;
import io.saddlebag.testkit.TreeGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of docs/recovery.md, as they stand there, bring back what the program stored. */
class RecoveryIT {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh test\n(.*?)^```$");

    private static final Pattern PLAIN = Pattern.compile("[ -~&&[^\"\\\\]]+");

    @TempDir
    Path directory;

    private Path source;
    private Path work;
    private Distribution saddlebag;

    @BeforeEach
    void create() throws IOException {
        Requirements.assumeCommands("unzip", "tar", "zstd", "awk", "python3");
        source = directory.resolve("papers");
        work = Files.createDirectory(directory.resolve("work"));
        saddlebag = Distribution.withHome(directory.resolve("home")).in(directory);
    }

    @Test
    void aChainOfZipsComesBackByHand() throws Exception {
        comesBackByHand("zip");
    }

    @Test
    void namesOfAllKindsComeBackFromTarsByPython() throws Exception {
        comesBackByPython("tar.gz");
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"tar.gz", "tar.zst", "directory"})
    void aChainOfAnyFormatComesBackByHand(String format) throws Exception {
        comesBackByHand(format);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar.zst", "directory"})
    void namesOfAllKindsComeBackFromAnyFormatByPython(String format) throws Exception {
        comesBackByPython(format);
    }

    private void comesBackByHand(String format) throws Exception {
        var tree = TreeGenerator.seeded(21)
                .plainNames()
                .files(40)
                .directories(10)
                .depth(4, 5)
                .into(source);
        Files.writeString(source.resolve("named;1"), "unzip would change this name");
        Files.writeString(source.resolve("deleted"), "is not to come back");
        take(format, 3, tree, true);

        var blocks = blocks();
        sh(String.join("\n", blocks.subList(0, blocks.size() - 1)));

        assertThatTree(work.resolve("restored/papers")).hasSameContentAs(source);
        assertThat(work.resolve("restored/papers/deleted")).doesNotExist();
        assertThat(Files.getAttribute(work.resolve("restored/papers/other name"), "unix:ino"))
                .isEqualTo(Files.getAttribute(work.resolve("restored/papers/first name"), "unix:ino"));
    }

    private void comesBackByPython(String format) throws Exception {
        take(format, 2, TreeGenerator.seeded(22).into(source), false);

        var blocks = blocks();
        sh(blocks.get(0) + blocks.get(1) + blocks.get(blocks.size() - 1));

        assertThatTree(work.resolve("restored-by-python/papers")).hasSameContentAs(source);
    }

    private void take(String format, int snapshots, TreeGenerator tree, boolean plain) throws IOException {
        Files.writeString(directory.resolve("application.properties"), """
                job.papers.type = snapshot
                job.papers.source = papers
                job.papers.destination = store
                job.papers.format = %s
                """.formatted(format));
        if (plain) {
            makePlain();
        }
        saddlebag.run("backup").endedWith(0);
        for (int i = 1; i < snapshots; i++) {
            tree.change(source);
            Files.deleteIfExists(source.resolve("deleted"));
            if (plain) {
                makePlain();
            }
            saddlebag.run("backup").endedWith(0);
        }
    }

    /** Makes names that the page is about, and takes out what it leaves to Python: extended attributes, odd targets of links. */
    private void makePlain() throws IOException {
        Files.deleteIfExists(source.resolve("other name"));
        Files.writeString(source.resolve("first name"), "of a file with two names");
        Files.createLink(source.resolve("other name"), source.resolve("first name"));
        try (var paths = Files.walk(source)) {
            for (var path : paths.toList()) {
                if (Files.isSymbolicLink(path)) {
                    if (!PLAIN.matcher(Files.readSymbolicLink(path).toString()).matches()) {
                        Files.delete(path);
                    }
                } else {
                    var view = Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
                    for (var name : view.list()) {
                        view.delete(name);
                    }
                }
            }
        }
    }

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("docs/recovery.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private void sh(String script) throws Exception {
        var log = directory.resolve("output.txt");
        var builder = new ProcessBuilder(List.of("sh", "-e", "-c", script))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("store", directory.resolve("store").toString());
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
