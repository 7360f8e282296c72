package io.saddlebag.testkit;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.FileType;
import io.saddlebag.model.PathBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeGeneratorTest {

    @TempDir
    Path scratch;

    @AfterEach
    void openForRemoval() {
        if (!Requirements.isRoot()) {
            Command.run("chmod", "-R", "u+rwX", scratch);
        }
    }

    @Test
    void makesEqualContentsFromEqualSeeds() throws Exception {
        var one = scratch.resolve("one");
        var other = scratch.resolve("other");

        TreeGenerator.seeded(7).links(0).into(one).change(one);
        TreeGenerator.seeded(7).links(0).into(other).change(other);

        assertThat(TreeSnapshot.of(other).paths())
                .isEqualTo(TreeSnapshot.of(one).paths());
        assertThat(TreeSnapshot.of(other).bytes())
                .isEqualTo(TreeSnapshot.of(one).bytes());
    }

    @Test
    void makesOtherTreesFromOtherSeeds() throws Exception {
        TreeGenerator.seeded(1).into(scratch.resolve("one"));
        TreeGenerator.seeded(2).into(scratch.resolve("other"));

        assertThat(TreeSnapshot.of(scratch.resolve("other")).paths())
                .isNotEqualTo(TreeSnapshot.of(scratch.resolve("one")).paths());
    }

    @Test
    void usesEveryNastyName() throws Exception {
        TreeGenerator.seeded(3).into(scratch.resolve("tree"));

        var names = new HashSet<Path>();
        TreeSnapshot.of(scratch.resolve("tree")).paths().forEach(path -> names.add(path.getFileName()));
        assertThat(names).containsAll(NastyNames.all());
    }

    @Test
    void namesAreTheBytesTheyWereMadeOf() {
        assertThat(NastyNames.all())
                .anyMatch(name -> Arrays.equals(PathBytes.of(name), new byte[] {(byte) 0xFF, (byte) 0xFE}))
                .anyMatch(name -> PathBytes.of(name).length == 255)
                .allMatch(name -> name.getNameCount() == 1);
    }

    @Test
    void makesAllTypes() throws Exception {
        TreeGenerator.seeded(4).specialFiles().into(scratch.resolve("tree"));

        var nodes = TreeSnapshot.of(scratch.resolve("tree")).nodes().values();
        assertThat(nodes.stream().map(TreeSnapshot.Node::type)).contains(FileType.values());
    }

    @Test
    void makesAChainOfDirectories() throws Exception {
        TreeGenerator.seeded(5).depth(3, 300).plainNames().into(scratch.resolve("tree"));

        assertThat(TreeSnapshot.of(scratch.resolve("tree")).paths()).anyMatch(path -> path.getNameCount() == 301);
    }

    @Test
    void carriesOutEveryKindOfChange() throws Exception {
        var tree = scratch.resolve("tree");
        var generator = TreeGenerator.seeded(6).into(tree);

        var done = generator.change(tree);

        assertThat(Arrays.asList(TreeChange.values()))
                .allMatch(kind -> done.stream().anyMatch(line -> line.startsWith(kind + " ")));
    }

    @Test
    void survivesManyRounds() throws Exception {
        var tree = scratch.resolve("tree");
        var generator = TreeGenerator.seeded(8).into(tree);

        for (int round = 0; round < 10; round++) {
            var before = TreeSnapshot.of(tree);
            generator.change(tree);
            assertThat(TreeSnapshot.of(tree).nodes()).isNotEqualTo(before.nodes());
        }
    }

    @Test
    void isCopiedFaithfullyByACopyWithAttributes() throws Exception {
        var tree = scratch.resolve("tree");
        TreeGenerator.seeded(9).into(tree);

        Command.run("cp", "-a", tree, scratch.resolve("copy"));

        assertThatTree(scratch.resolve("copy")).hasSameContentAs(tree);
    }

    @Test
    void setsOwnersAndModesThatOnlyRootCanHandle() throws Exception {
        Requirements.assumeRoot();
        TreeGenerator.seeded(10).owners().modesForRoot().into(scratch.resolve("tree"));

        var nodes = TreeSnapshot.of(scratch.resolve("tree")).nodes().values();
        assertThat(nodes).anyMatch(node -> node.uid() == 1000).anyMatch(node -> (node.mode() & 0400) == 0);
        assertThat(Files.exists(scratch.resolve("tree"))).isTrue();
    }
}
