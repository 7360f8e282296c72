package io.saddlebag.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopMountTest {

    @TempDir
    Path scratch;

    @Test
    void keepsItsFilesWhileItIsUnmounted() throws IOException {
        try (var mount = LoopMount.make(scratch, "disk", 8 << 20)) {
            var file = Files.createFile(mount.directory().resolve("file"));

            mount.unmount();
            assertThat(mount.directory()).isEmptyDirectory();
            mount.mount();

            assertThat(file).exists();
            assertThat(Files.getFileStore(file).getTotalSpace()).isLessThan(8 << 20);
        }
    }
}
