package io.saddlebag.tree;

import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Entry;
import io.saddlebag.testkit.TreeGenerator;
import io.saddlebag.testkit.TreeMoves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tree that changes at random, again and again, while it is watched. */
@Timeout(300)
class WatcherChurnTest {

    private static final int CHECKS = 5;
    private static final int ROUNDS = 10;
    private static final Path ROOT = Path.of("");

    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(longs = 1)
    void everyDirectoryThatChangedWasTold(long seed) throws IOException {
        churn(seed);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void everyDirectoryThatChangedWasToldWithOtherSeeds(long seed) throws IOException {
        churn(seed);
    }

    private void churn(long seed) throws IOException {
        var root = scratch.resolve("source");
        var generator = TreeGenerator.seeded(seed).changes(16).into(root);
        var moves = new TreeMoves(root, Files.createDirectory(scratch.resolve("outside")), new Random(seed));

        try (var dirt = CollectedDirt.watching(root)) {
            for (int check = 0; check < CHECKS; check++) {
                var before = directories(root);
                for (int round = 0; round < ROUNDS; round++) {
                    generator.change(root);
                    moves.carryOut();
                    dirt.collect();
                }
                requireTold(changed(before, directories(root)), dirt);
            }
        }
    }

    private static void requireTold(List<Path> changed, CollectedDirt dirt) {
        assertThat(changed).isNotEmpty();
        eventually(Duration.ofSeconds(20), () -> assertThat(changed).allMatch(path -> dirt.tells(path, false)));
        assertThat(dirt.collect().isWhole()).isFalse();
        dirt.forget();
    }

    /** What a directory is and holds: another one when anything of that changes. */
    private record Content(Entry own, Map<Path, Entry> files, List<Path> directories) {}

    private static Map<Path, Content> directories(Path root) throws IOException {
        var found = new TreeMap<Path, Content>();
        addTo(found, root, ROOT);
        return found;
    }

    private static void addTo(Map<Path, Content> found, Path root, Path directory) throws IOException {
        var content = new Content(Stat.of(root.resolve(directory), directory), new HashMap<>(), new ArrayList<>());
        found.put(directory, content);
        try (var children = Files.list(root.resolve(directory))) {
            for (var child : children.sorted().toList()) {
                var path = directory.resolve(child.getFileName());
                var entry = Stat.of(child, path);
                if (entry.isDirectory()) {
                    content.directories().add(path);
                    addTo(found, root, path);
                } else {
                    content.files().put(path, entry);
                }
            }
        }
    }

    private static List<Path> changed(Map<Path, Content> before, Map<Path, Content> after) {
        return after.entrySet().stream()
                .filter(directory -> !directory.getValue().equals(before.get(directory.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
