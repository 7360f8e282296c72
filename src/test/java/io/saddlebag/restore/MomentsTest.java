package io.saddlebag.restore;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.TreeGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mirror had at each moment comes back just as it was. */
class MomentsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyMomentOfAFewRoundsComesBack(long seed) throws IOException {
        roundTrip(seed, 5);
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(longs = {4, 5, 6, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
    void everyMomentOfTwentyRoundsComesBack(long seed) throws IOException {
        roundTrip(seed, 20);
    }

    private void roundTrip(long seed, int rounds) throws IOException {
        var states = new ArrayList<Path>();
        var moments = new ArrayList<Instant>();
        try (var tree = VersionedTree.in(directory.resolve("all"))) {
            var generator = TreeGenerator.seeded(seed).into(tree.source);
            for (int round = 0; round <= rounds; round++) {
                if (round > 0) {
                    generator.change(tree.source);
                }
                moments.add(tree.sweep());
                states.add(copy(tree.source, round));
            }
            for (int i = 0; i <= rounds; i++) {
                var target = directory.resolve("target" + i);
                tree.restore(moments.get(i).plus(Duration.ofMinutes(i)), target);

                assertThat(tree.findings).as("moment %s", i).isEmpty();
                assertThatTree(target).as("moment %s", i).hasSameContentAs(states.get(i));
                assertThatTree(target).as("moment %s", i).hasSameHardLinksAs(states.get(i));
            }
        }
    }

    private Path copy(Path source, int round) throws IOException {
        var copy = Files.createDirectories(directory.resolve("states")).resolve(String.valueOf(round));
        Command.run("cp", "-a", source, copy);
        return copy;
    }
}
