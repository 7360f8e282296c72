package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.mirror.MirrorJob;
import io.saddlebag.model.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreProtectionTest {

    private static final String IGNORE = ".saddlebagignore";

    @TempDir
    Path directory;

    private Settings settings;
    private Catalog catalog;
    private MirrorJob job;
    private Path source;
    private Path target;

    @BeforeEach
    void backUp() throws IOException {
        settings = new ConfigurationFile(directory)
                .read(ConfigurationFile.MIRROR
                        + "job.documents.exclude = cache/\n"
                        + "job.documents.exclude-if-present = .no\n"
                        + "job.documents.exclude-larger-than = 4\n");
        source = Files.createDirectory(directory.resolve("src"));
        target = Files.createDirectory(directory.resolve("target"));
        write(source, "mirrored/" + IGNORE, "*.o\n");
        catalog = Catalog.open(directory.resolve("home"), Clock.systemUTC());
        job = new MirrorJob(
                ConfigurationFile.mirrorOf("documents", settings),
                catalog,
                new Locks(directory.resolve("home/locks"), Clock.systemUTC()),
                Clock.systemUTC());
        job.sweep(RunOptions.DEFAULT, job::deliver);
    }

    @AfterEach
    void closeCatalog() {
        catalog.close();
    }

    private static void write(Path root, String path, String content) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), content);
    }

    /** Whether a file stays that is only in a target. */
    private boolean stays(Path root, String path) throws IOException {
        if (!Files.exists(root.resolve(path))) {
            write(root, path, "x");
        }
        var place = RestorePlace.of(root, job.settings(), settings);
        try (var protection = new RestoreProtection(place, job, directory.resolve("dst"))) {
            return protection.covers(Path.of(path), false);
        }
    }

    @Test
    void keepsWhatThePatternsExcludeAlsoBelow() throws IOException {
        assertThat(stays(target, "a/cache/deep/file")).isTrue();
        assertThat(stays(target, "a/file")).isFalse();
    }

    @Test
    void keepsWhatTheMirrorSaysThoughTheSourceIsLost() throws IOException {
        Files.move(source, directory.resolve("lost"));

        assertThat(stays(target, "mirrored/file.o")).isTrue();
        assertThat(stays(target, "mirrored/file")).isFalse();
    }

    @Test
    void keepsWhatTheSourceSaysSinceTheLastBackup() throws IOException {
        write(source, "new/" + IGNORE, "*.x\n");

        assertThat(stays(target, "new/file.x")).isTrue();
        assertThat(stays(source, "new/file.x")).isTrue();
        assertThat(stays(source, "new/file")).isFalse();
    }

    @Test
    void keepsWhatATaggedDirectoryOfTheTargetHoldsAndTheTag() throws IOException {
        write(target, "tagged/.no", "");

        assertThat(stays(target, "tagged/file")).isTrue();
        assertThat(stays(target, "tagged/.no")).isTrue();
    }

    @Test
    void keepsFilesThatAreTooLargeToBeCarried() throws IOException {
        write(target, "large", "12345");

        assertThat(stays(target, "large")).isTrue();
    }

    @Test
    void cannotTellWhatAnUnreadableIgnoreFileExcludes() throws IOException {
        write(target, "a/" + IGNORE, "x\n".repeat(600_000));

        assertThatThrownBy(() -> stays(target, "a/file")).isInstanceOf(IOException.class);
    }
}
