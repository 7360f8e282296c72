package io.saddlebag.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Finding;
import io.saddlebag.model.PathOrder;
import io.saddlebag.testkit.TreeGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedWalkTest {

    @TempDir
    Path root;

    private final List<Finding> findings = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void comesByEveryPathInTheOrderOfManifests(int threads) throws IOException {
        TreeGenerator.seeded(7).files(300).directories(80).into(root);

        var walked = walk((directory, mountPoint) -> null, threads).stream()
                .map(Walked::path)
                .toList();

        try (var files = Files.walk(root)) {
            assertThat(walked)
                    .containsExactlyElementsOf(files.map(root::relativize)
                            .sorted(PathOrder.DEPTH_FIRST)
                            .toList());
        }
    }

    @Test
    void putsWhatADirectoryHoldsBeforeNamesThatBeginLikeIt() throws IOException {
        Files.createDirectories(root.resolve("a/x"));
        Files.createFile(root.resolve("a.b"));
        Files.createFile(root.resolve("a-b"));

        var walked = walk((directory, mountPoint) -> null, 2).stream()
                .map(step -> step.path().toString())
                .toList();

        assertThat(walked).containsExactly("", "a", "a/x", "a-b", "a.b");
    }

    @Test
    void doesNotKnowWhatIsInADirectoryThatIsDoubted() throws IOException {
        Files.createDirectories(root.resolve("doubted/x"));
        Files.createFile(root.resolve("file"));

        var walked = walk((directory, mountPoint) -> directory.path().endsWith("doubted") ? "is not itself" : null, 2);

        assertThat(walked).extracting(step -> step.path().toString()).containsExactly("", "doubted", "file");
        assertThat(walked).extracting(Walked::known).containsExactly(true, false, true);
        assertThat(findings).extracting(Finding::message).containsExactly("is not itself");
    }

    private List<Walked> walk(SortedWalk.Doubts doubts, int threads) throws IOException {
        var walked = new ArrayList<Walked>();
        try (var tree = new SourceTree(root, Filters.ALL, List.of());
                var walk = new SortedWalk(tree, doubts, threads, findings::add)) {
            for (var step = walk.next(); step != null; step = walk.next()) {
                walked.add(step);
            }
        }
        return walked;
    }
}
