package io.saddlebag.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.retention.Frequency;
import io.saddlebag.retention.KeepRule;
import io.saddlebag.testkit.TreeGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A snapshot each six hours and a prune each day: what is kept comes back just as it was, and there is no end of room. */
class SimulatedDaysTest {

    private static final int A_DAY = 4;
    private static final int FULL_EVERY = 6;

    /** What the rules count, each with all that it may build on. */
    private static final int MOST = (2 + 2 + 1) * FULL_EVERY;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"ZIP, INCREMENTAL, 1"})
    void everythingThatIsKeptRestoresAfterEachOfTenDays(ArchiveFormat format, SnapshotKind kind, long seed)
            throws IOException {
        simulate(10, format, kind, seed);
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({"ZIP, INCREMENTAL, 11", "TAR_ZST, DIFFERENTIAL, 24"})
    void everythingThatIsKeptRestoresAfterEachOfSixtyDays(ArchiveFormat format, SnapshotKind kind, long seed)
            throws IOException {
        simulate(60, format, kind, seed);
    }

    private void simulate(int days, ArchiveFormat format, SnapshotKind kind, long seed) throws IOException {
        var daily = new KeepRule.NewestOfEach(Frequency.DAILY, 2);
        var weekly = new KeepRule.NewestOfEach(Frequency.WEEKLY, 1);
        int removed = 0;
        try (var store = new PrunedTree(directory, format, new KeepRule.Last(2), daily, weekly)) {
            var generator = TreeGenerator.seeded(seed)
                    .files(12)
                    .directories(5)
                    .links(4)
                    .depth(4, 2)
                    .largest(4_000)
                    .changes(12);
            generator.into(store.tree.source);
            for (int taken = 0; taken < days * A_DAY; taken++) {
                store.tree.clock.advance(Duration.ofHours(5));
                store.take(taken % FULL_EVERY == 0 ? SnapshotKind.FULL : kind);
                generator.change(store.tree.source);
                if (taken % A_DAY == A_DAY - 1) {
                    removed += store.prune().removals().size();
                    store.requireThatAllThatAreListedRestore("day " + taken / A_DAY);
                    assertThat(store.listed()).hasSizeBetween(2, MOST);
                }
            }
        }
        assertThat(removed).isGreaterThan(days);
    }
}
