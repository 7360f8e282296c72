package io.saddlebag.restore;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.TreeGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every state that a snapshot was taken of comes back just as it was. */
class SnapshotRoundTripTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"ZIP, INCREMENTAL, 1", "TAR_GZ, DIFFERENTIAL, 2", "TAR_ZST, INCREMENTAL, 3", "DIRECTORY, INCREMENTAL, 4"
    })
    void everyStateOfAFewRoundsComesBack(ArchiveFormat format, SnapshotKind kind, long seed) throws IOException {
        roundTrip(format, kind, seed, 2);
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({
        "ZIP, INCREMENTAL, 11", "ZIP, DIFFERENTIAL, 12", "TAR_GZ, INCREMENTAL, 13", "TAR_GZ, DIFFERENTIAL, 14",
        "TAR_ZST, INCREMENTAL, 15", "TAR_ZST, DIFFERENTIAL, 16", "DIRECTORY, INCREMENTAL, 17",
                "DIRECTORY, DIFFERENTIAL, 18"
    })
    void everyStateOfTenRoundsComesBack(ArchiveFormat format, SnapshotKind kind, long seed) throws IOException {
        roundTrip(format, kind, seed, 10);
    }

    private void roundTrip(ArchiveFormat format, SnapshotKind kind, long seed, int rounds) throws IOException {
        var states = new ArrayList<Path>();
        var headers = new ArrayList<ManifestHeader>();
        try (var tree = SnapshottedTree.in(directory.resolve("all"), format)) {
            var generator = TreeGenerator.seeded(seed).into(tree.source);
            headers.add(tree.take());
            states.add(copy(tree.source, 0));
            for (int round = 1; round <= rounds; round++) {
                generator.change(tree.source);
                headers.add(tree.take(kind));
                states.add(copy(tree.source, round));
            }
            assertThat(headers).extracting(ManifestHeader::id).doesNotHaveDuplicates();
            for (int i : order(rounds)) {
                tree.restoreExactly(headers.get(i));

                assertThat(tree.findings).as("state %s", i).isEmpty();
                assertThatTree(tree.restored()).hasSameContentAs(states.get(i));
                assertThatTree(tree.restored()).hasSameHardLinksAs(states.get(i));
            }
        }
    }

    /** Into a new place, then backwards over what is there, and to the last one from the first. */
    private static List<Integer> order(int rounds) {
        var order = new ArrayList<Integer>();
        for (int i = rounds; i >= 0; i--) {
            order.add(i);
        }
        order.add(rounds);
        return order;
    }

    private Path copy(Path source, int round) throws IOException {
        var copy = Files.createDirectories(directory.resolve("states")).resolve(String.valueOf(round));
        Command.run("cp", "-a", source, copy);
        return copy;
    }
}
