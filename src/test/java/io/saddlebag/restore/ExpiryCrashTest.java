package io.saddlebag.restore;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.retention.VersionPolicy;
import io.saddlebag.store.Destination;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.Fault;
import io.saddlebag.testkit.FaultyDestination;
import io.saddlebag.versions.Expiry;
import io.saddlebag.versions.MirrorVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An expiry that dies at any of its operations loses nothing that is to stay, and never passes off as known what is not. */
class ExpiryCrashTest {

    @TempDir
    Path directory;

    @Test
    void whatIsToStayStaysAndWhatWentIsSaid() throws IOException {
        try (var tree = VersionedTree.in(directory)) {
            var moments = new ArrayList<Instant>();
            for (int i = 0; i < 4; i++) {
                MirroredTree.write(tree.source.resolve("a/file"), "x".repeat(i + 1));
                MirroredTree.write(tree.source.resolve("b/new" + i), "new");
                Files.deleteIfExists(tree.source.resolve("b/new" + (i - 2)));
                moments.add(tree.sweep());
                Command.run("cp", "-a", tree.source, directory.resolve("state" + i));
                tree.clock.advance(Duration.ofHours(20));
            }
            int operation = 1;
            while (diesAndIsRepeated(tree, operation, moments)) {
                operation += 3;
            }
            assertThat(operation).isGreaterThan(20);
        }
    }

    private boolean diesAndIsRepeated(VersionedTree tree, int operation, ArrayList<Instant> moments)
            throws IOException {
        var copy = directory.resolve("copy" + operation);
        Command.run("cp", "-a", tree.mirror, copy);
        var faulty = new FaultyDestination(
                new DirectoryDestination(copy, false), Fault.at(operation).fromThenOn());
        try {
            expire(faulty, tree.clock.instant());
        } catch (IOException e) {
            assertThat(faulty.fired()).isTrue();
        }
        comesBack(tree, copy, moments, "died" + operation);
        expire(new DirectoryDestination(copy, false), tree.clock.instant());
        comesBack(tree, copy, moments, "repeated" + operation);
        return faulty.fired();
    }

    private static void expire(Destination destination, Instant now) throws IOException {
        MirrorVersions.open(destination, now).expire(new Expiry(new VersionPolicy(Duration.ofHours(30), 0)));
    }

    private void comesBack(VersionedTree tree, Path copy, ArrayList<Instant> moments, String when) throws IOException {
        for (int i = 0; i < moments.size(); i++) {
            var target = directory.resolve(when + "-" + i);
            tree.restore(copy, moments.get(i), target);
            if (i >= 2 || tree.findings.isEmpty()) {
                assertThat(tree.findings).as(when).isEmpty();
                assertThatTree(target).as(when).hasSameContentAs(directory.resolve("state" + i));
            }
        }
    }
}
