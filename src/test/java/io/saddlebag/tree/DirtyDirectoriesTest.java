package io.saddlebag.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.DirtyDirectory;
import io.saddlebag.model.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DirtyDirectoriesTest {

    private static final Path DIRECTORY = Path.of("a");
    private static final Scope SHALLOW = Scope.of(List.of(new DirtyDirectory(DIRECTORY, false)));

    @Test
    void givesWhatIsDueToWhoeverWaits() throws Exception {
        var dirty = new DirtyDirectories(Duration.ofMillis(20), Duration.ofSeconds(1));
        var taken = CompletableFuture.supplyAsync(() -> await(dirty));

        dirty.changed(DIRECTORY, Path.of("file"));

        assertThat(taken.get()).isEqualTo(SHALLOW);
    }

    @Test
    void givesNothingWhenTheTimeIsOver() throws Exception {
        var dirty = new DirtyDirectories(Duration.ofHours(1), Duration.ofHours(2));
        dirty.changed(DIRECTORY, Path.of("file"));

        assertThat(dirty.await(Duration.ofMillis(5))).isEqualTo(Scope.NOTHING);
    }

    @Test
    void givesWhatIsDueWithoutWaiting() {
        var now = new AtomicLong();
        var dirty = new DirtyDirectories(Duration.ofMillis(500), Duration.ofSeconds(30), now::get);
        dirty.changed(DIRECTORY, Path.of("file"));

        assertThat(dirty.take()).isEqualTo(Scope.NOTHING);
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));

        assertThat(dirty.take()).isEqualTo(SHALLOW);
    }

    @Test
    void whatWasPutBackIsDueAgainAfterTheSettleTime() {
        var now = new AtomicLong();
        var dirty = new DirtyDirectories(Duration.ofMillis(500), Duration.ofSeconds(30), now::get);
        var both = SHALLOW.plus(Scope.of(List.of(new DirtyDirectory(Path.of("b"), true))));

        dirty.putBack(both);

        assertThat(dirty.take()).isEqualTo(Scope.NOTHING);
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(dirty.take()).isEqualTo(both);
    }

    private static Scope await(DirtyDirectories dirty) {
        try {
            return dirty.await(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
