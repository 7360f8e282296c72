package io.saddlebag.archive;

import io.saddlebag.testkit.Command;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManyFilesTest {

    @TempDir
    private Path directory;

    @Tag("slow")
    @ParameterizedTest
    @EnumSource
    void writesAndReadsAMillionFilesWithLittleMemory(ArchiveFormat format) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");

        Command.run(
                java,
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ManyFiles.class.getName(),
                format,
                "1000000",
                directory);
    }
}
