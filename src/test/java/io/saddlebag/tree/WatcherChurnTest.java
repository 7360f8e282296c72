package io.saddlebag.tree;

import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Entry;
import io.saddlebag.testkit.TreeGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
        var moves = new Moves(root, Files.createDirectory(scratch.resolve("outside")), new Random(seed));

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

    /** Directories that move in, out and within a tree, are deleted, and come in one go with much below. */
    private record Moves(Path root, Path outside, Random random) {

        void carryOut() throws IOException {
            moveOut();
            moveWithin();
            moveIn();
            makeDeep();
        }

        private void moveOut() throws IOException {
            var directory = any();
            if (!directory.equals(root)) {
                Files.move(directory, unused(outside));
            }
        }

        private void moveWithin() throws IOException {
            var directory = any();
            var to = any();
            if (!directory.equals(root) && !to.startsWith(directory)) {
                Files.move(directory, unused(to));
            }
        }

        private void moveIn() throws IOException {
            try (var children = Files.list(outside)) {
                var child = children.sorted().findFirst();
                if (child.isPresent() && random.nextBoolean()) {
                    Files.move(child.get(), unused(any()));
                }
            }
        }

        private void makeDeep() throws IOException {
            var deep = Files.createDirectories(unused(any()).resolve("b/c/d"));
            Files.writeString(deep.resolve("file"), "text");
            Files.writeString(deep.resolveSibling("file"), "text");
        }

        private Path unused(Path parent) {
            return parent.resolve("moved-" + random.nextLong());
        }

        private Path any() throws IOException {
            try (var paths = Files.walk(root, 8)) {
                var found = paths.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                        .sorted()
                        .toList();
                return found.get(random.nextInt(found.size()));
            }
        }
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
