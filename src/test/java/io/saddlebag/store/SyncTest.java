package io.saddlebag.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncTest {

    @TempDir
    private Path directory;

    private void flush(String script) throws IOException {
        Sync.flush(directory, List.of("sh", "-c", "cd \"$1\" && echo >>runs && " + script, "sh", directory.toString()));
    }

    @Test
    void flushesTheFileSystemOfAPath() throws IOException {
        Sync.fileSystem(directory);
    }

    @Test
    void isRunAgainWhereAStopReachedIt() throws IOException {
        flush("if [ $(wc -l <runs) -lt 2 ]; then kill -TERM $$; fi");

        assertThat(directory.resolve("runs")).hasSize(2);
    }

    @Test
    void saysSoWhereItIsStoppedAgainAndAgain() {
        assertThatThrownBy(() -> flush("kill -INT $$"))
                .hasMessageContaining("cannot flush " + directory)
                .hasMessageContaining("each of the 3 times");
    }

    @Test
    void passesOnWhatTheSystemSays() {
        assertThatThrownBy(() -> flush("echo no such device; exit 1")).hasMessageEndingWith(": no such device");
        assertThatThrownBy(() -> flush("exit 5")).hasMessageEndingWith(": sync ended with 5");
        assertThat(directory.resolve("runs")).hasSize(2);
    }
}
