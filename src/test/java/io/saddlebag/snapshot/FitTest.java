package io.saddlebag.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.store.Destination;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.store.Space;
import io.saddlebag.testkit.ForwardingDestination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot that would not fit stops before anything is written. */
class FitTest {

    @TempDir
    Path directory;

    private Store store;

    @BeforeEach
    void make() throws IOException {
        store = Store.in(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Destination withRoom(Path root, boolean sync, long usable) {
        return new ForwardingDestination(new DirectoryDestination(root, sync)) {
            @Override
            public Space space() {
                return new Space(usable, Long.MAX_VALUE, false);
            }
        };
    }

    @Test
    void refusesWhatWouldNotFitCompressedLikeTheLastOfItsKind() throws IOException {
        noise("a", 300_000);
        store.take(SnapshotKind.FULL);
        noise("b", 300_000);
        store.through((root, sync) -> withRoom(root, sync, 400_000));

        var run = store.take(SnapshotKind.FULL);

        assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(run.message())
                .contains(
                        "would not fit: 600.0 kB have to be stored, which take at least 480.0 kB, if they are compressed like")
                .contains(store.destination + " has room for 400.0 kB");
        assertThat(store.snapshots().headers()).hasSize(1);
        assertThat(Files.list(store.destination).filter(Files::isDirectory)).hasSize(1);
    }

    @Test
    void countsOnlyWhatAnIncrementalHasToStore() throws IOException {
        noise("a", 300_000);
        store.take(SnapshotKind.FULL);
        noise("b", 100);
        store.through((root, sync) -> withRoom(root, sync, 1_000));

        assertThat(store.take(SnapshotKind.INCREMENTAL).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void refusesAFirstOneOnlyWhenATwentiethOfItWouldNotFit() throws IOException {
        noise("a", 1_000_000);
        store.through((root, sync) -> withRoom(root, sync, 49_000));
        assertThat(store.take().outcome()).isEqualTo(Outcome.FAILED);

        store.through((root, sync) -> withRoom(root, sync, 51_000));
        assertThat(store.take().outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void saysWhatTheStoreHasAndHowMuchIsFree() throws IOException {
        noise("a", 300_000);
        store.through((root, sync) -> withRoom(root, sync, 5_000_000));

        assertThat(store.take().message()).contains("; the store has 300.", " kB, 5.0 MB are free");
    }

    private void noise(String name, int bytes) throws IOException {
        var content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        Files.write(store.source.resolve(name), content);
    }
}
