package io.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs what the README tells to run: every shell block marked {@code sh test}, in a copy of the project in which the build
 * has happened already (an {@code mvn} that does nothing stands in for it), and the mirror of the examples.
 */
final class ReadmeCommandsIT {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh test\n(.*?)^```$");

    @TempDir
    private Path directory;

    @BeforeEach
    void copyProject() throws Exception {
        sh(
                "mkdir -p target tools 'home/Documents' && cp -a \"$0/target/saddlebag\" target/ && cp -a \"$0/docs\" \"$0/inbox\" "
                        + "\"$0/application.properties\" . && printf '#!/bin/sh\\n' > tools/mvn && chmod +x tools/mvn");
    }

    @Test
    void theBlocksMarkedForItRun() throws Exception {
        var blocks = BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();

        assertThat(blocks).isNotEmpty();
        for (var block : blocks) {
            sh(block);
        }
        assertThat(directory.resolve("backup/cli.md")).hasSameBinaryContentAs(Path.of("docs/cli.md"));
        assertThat(directory.resolve("letters-backup/bob")).hasContent("Dear Bob");
        assertThat(directory.resolve("var/logs/saddlebag.log"))
                .content()
                .contains("Started; waiting for the schedules of letters", "job letters: done; ", "Stopped");
        assertThat(directory.resolve("collected/welcome.txt")).hasSameBinaryContentAs(Path.of("inbox/welcome.txt"));
    }

    @Test
    void theMirrorOfTheExampleCanBeCopiedBackByHand() throws Exception {
        assertThat(Files.readString(Path.of("README.md")))
                .contains("saddlebag mirror ~/Documents /mnt/backup/documents");
        Files.writeString(directory.resolve("home/Documents/letter"), "Dear Ada");

        Files.createDirectories(directory.resolve("mnt/backup"));
        sh(
                "target/saddlebag/bin/saddlebag mirror home/Documents mnt/backup/documents && cp -a mnt/backup/documents/. back");

        assertThat(directory.resolve("back/letter")).hasContent("Dear Ada");
        assertThat(Files.getLastModifiedTime(directory.resolve("back/letter")))
                .isEqualTo(Files.getLastModifiedTime(directory.resolve("home/Documents/letter")));
    }

    private void sh(String script) throws Exception {
        var project = Path.of("").toAbsolutePath().toString();
        var log = Files.createTempFile(directory, "output", ".txt");
        var builder = new ProcessBuilder(List.of("sh", "-e", "-c", script, project))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.put("PATH", directory.resolve("tools") + ":" + environment.get("PATH"));
        environment.put("HOME", directory.resolve("home").toString());
        environment.remove("SADDLEBAG_HOME");
        var process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(script + "\n" + Files.readString(log))
                .isZero();
    }
}
