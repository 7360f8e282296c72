package io.saddlebag.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.archive.StorePaths;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.testkit.Fault;
import io.saddlebag.testkit.FaultyDestination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotCrashTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"ZIP", "DIRECTORY"})
    void leavesOlderSetsUntouchedAndNeedsNoManualStepWhereverItFails(ArchiveFormat format) throws IOException {
        for (int operation = 1; ; operation++) {
            var place = Files.createDirectory(directory.resolve(format + "-" + operation));
            if (!isHit(place, format, operation)) {
                assertThat(operation).isGreaterThan(10);
                return;
            }
        }
    }

    @Test
    void aSnapshotThatLostItsManifestIsNotTouched() throws IOException {
        try (var store = Store.in(directory)) {
            store.write("a", "a");
            store.take();
            var first = store.latest();
            store.write("b", "b");
            store.take();
            Files.delete(store.destination.resolve(StorePaths.manifest(first.id())));

            var run = store.take();

            assertThat(run.outcome()).isEqualTo(Outcome.DONE);
            assertThat(store.destination.resolve(StorePaths.archive(first))).exists();
            assertThat(store.latest().kind()).isEqualTo(SnapshotKind.FULL);
        }
    }

    private static boolean isHit(Path place, ArchiveFormat format, int operation) throws IOException {
        try (var store = Store.in(place).in(format)) {
            store.write("a", "a");
            store.take();
            var first = store.latest();
            store.write("b", "b");
            var faulty = new ArrayList<FaultyDestination>();
            store.through((root, sync) -> {
                var destination = new FaultyDestination(
                        new DirectoryDestination(root, sync),
                        Fault.at(operation).afterItsEffect().fromThenOn());
                faulty.add(destination);
                return destination;
            });

            var failed = store.take();
            store.through(DirectoryDestination::new);
            var again = store.take();

            boolean hit = faulty.stream().anyMatch(FaultyDestination::fired);
            assertThat(failed.outcome()).as("operation %s", operation).isNotNull();
            assertThat(again.outcome()).as("operation %s", operation).isEqualTo(Outcome.DONE);
            assertThat(store.text("source/b")).isEqualTo("b");
            assertThat(store.snapshots().headers()).contains(first).hasSize(2);
            assertThat(directories(store)).hasSize(2);
            return hit;
        }
    }

    private static List<String> directories(Store store) throws IOException {
        try (var files = Files.list(store.destination)) {
            return files.filter(Files::isDirectory)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
