package io.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {

    @TempDir
    private Path directory;

    @Test
    void endsWith2WithoutACommand() {
        var run = Saddlebag.run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("A command is missing", "saddlebag --help");
    }

    @Test
    void endsWith2AndANearNameAfterAMistypedOption() {
        var run = Saddlebag.run("backup", "--dry-rum");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--dry-run");
    }

    @Test
    void printsTheVersion() {
        var run = Saddlebag.run("--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("saddlebag ");
    }

    @Test
    void endsWith1WhenItsOutputCannotBeWritten() {
        var err = new StringWriter();
        var full = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int from, int count) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });

        int code = new Main(full, new PrintWriter(err)).run("--version");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("The output could not be written.");
    }

    @Test
    void endsWith2WhereThereIsNoConfiguration() {
        var missing = directory.resolve("application.properties").toString();

        var before = Saddlebag.run("--config", missing, "backup");
        var behind = Saddlebag.run("backup", "--config", missing);

        assertThat(before.exitCode()).isEqualTo(2);
        assertThat(before.err()).contains(missing).doesNotContain("\tat ");
        assertThat(behind).isEqualTo(before);
    }

    @Test
    void writesNothingForAWrongConfiguration() throws Exception {
        var file = Files.writeString(directory.resolve("application.properties"), "job.photos.typ = mirror\n");

        Saddlebag.run("backup", "--config", file.toString(), "other");

        try (var entries = Files.list(directory)) {
            assertThat(entries).containsExactly(file);
        }
    }

    @Test
    void mirrorRefusesAConfiguration() {
        var run = Saddlebag.run("--config", "x", "mirror", "a", "b");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("reads no configuration");
    }

    @Test
    void mirrorRefusesAnEmptyArgumentWhichWouldBeTheCurrentDirectory() {
        var source = Saddlebag.run("mirror", "", directory.toString());
        var destination = Saddlebag.run("mirror", directory.toString(), "");

        assertThat(source.exitCode()).isEqualTo(2);
        assertThat(source.err()).contains("SOURCE is empty");
        assertThat(destination.exitCode()).isEqualTo(2);
        assertThat(destination.err()).contains("DESTINATION is empty");
    }

    @Test
    void mirrorRefusesAnAddress() {
        var run = Saddlebag.run("mirror", directory.toString(), "sftp://host/backup");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("sftp://host/backup is not a directory's path");
    }
}
