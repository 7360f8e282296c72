package io.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NumberedFilesTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"a %41 b", "a%i", "a\\b", "a%d{x}", "plain"})
    void logsIntoADirectoryOfAnyName(String name) throws Exception {
        var log = Files.createDirectory(directory.resolve(name)).resolve("saddlebag.log");
        var logs = new LoggerContext();
        logs.setMDCAdapter(new LogbackMDCAdapter());

        var appender = LogConfigurator.toFile(logs, log);
        var started = appender.isStarted();
        logs.getLogger("ROOT").addAppender(appender);
        logs.getLogger("ROOT").info("hello");
        logs.stop();

        assertThat(started).isTrue();
        assertThat(log).content().contains("hello");
        assertThat(directory).isDirectoryContaining(path -> path.endsWith(name));
        assertThat(directory.toFile().list()).containsExactly(name);
    }

    @Test
    void keepsSoManyOlderFilesTheNewestFirst() throws Exception {
        var log = directory.resolve("a %41 b");
        var files = new NumberedFiles(log, 2);

        for (var content : new String[] {"1", "2", "3"}) {
            Files.writeString(log, content);
            files.rollover();
        }

        assertThat(log).doesNotExist();
        assertThat(directory.resolve("a %41 b.1")).hasContent("3");
        assertThat(directory.resolve("a %41 b.2")).hasContent("2");
        assertThat(directory.toFile().list()).hasSize(2);
    }
}
