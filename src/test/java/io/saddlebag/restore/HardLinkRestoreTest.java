package io.saddlebag.restore;

import static io.saddlebag.restore.MirroredTree.write;
import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Finding;
import io.saddlebag.tree.UserAttributes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardLinkRestoreTest {

    @TempDir
    Path directory;

    private MirroredTree tree;

    @BeforeEach
    void makeMirror() throws IOException {
        tree = MirroredTree.in(directory);
        write(tree.source.resolve("below/a"), "content");
        write(tree.source.resolve("other"), "other");
        tree.backUp();
        Files.createLink(tree.mirror.resolve("below/b"), tree.mirror.resolve("below/a"));
        Files.createLink(tree.mirror.resolve("c"), tree.mirror.resolve("below/a"));
    }

    @AfterEach
    void close() {
        tree.close();
    }

    private long restore(Overwrite overwrite, boolean dryRun) {
        var request = new RestoreRequest(List.of(), overwrite, false).withHardLinks(true);
        var counts = tree.restore(request, dryRun).counts();
        assertThat(tree.findings).isEmpty();
        return counts.created() + counts.modified();
    }

    private void assertThatItIsEqual() {
        assertThatTree(tree.target).hasSameContentAs(tree.mirror).hasSameHardLinksAs(tree.mirror);
    }

    @RepeatedTest(50)
    void namesOfOneFileBecomeNamesOfOneFile() {
        restore(Overwrite.IF_CHANGED, false);

        assertThatItIsEqual();
        assertThat(restore(Overwrite.IF_CHANGED, false)).isZero();
        restore(Overwrite.ALWAYS, false);
        assertThatItIsEqual();
    }

    @Test
    void copiesThatAreThereBecomeNamesOfOneFile() throws IOException {
        tree.restore();
        assertThat(Files.getAttribute(tree.target.resolve("c"), "unix:nlink")).isEqualTo(1);

        restore(Overwrite.IF_CHANGED, false);

        assertThatItIsEqual();
    }

    @RepeatedTest(20)
    void whatReplacesADirectoryIsLinkedAsWell() throws IOException {
        write(tree.target.resolve("below/a/stranger"), "stranger");
        write(tree.target.resolve("c/stranger"), "stranger");

        tree.restore(new RestoreRequest(List.of(), Overwrite.IF_CHANGED, true).withHardLinks(true), false);

        assertThat(tree.findings).isEmpty();
        assertThatItIsEqual();
    }

    @Test
    void aDirectoryThatMayNotBeDeletedStaysAndTheOthersAreLinked() throws IOException {
        write(tree.target.resolve("c/stranger"), "stranger");

        tree.restore(new RestoreRequest(List.of(), Overwrite.IF_CHANGED, false).withHardLinks(true), false);

        assertThat(tree.findings).extracting(Finding::path).containsExactly(Path.of("c"));
        assertThat(tree.target.resolve("c/stranger")).hasContent("stranger");
        assertThat(tree.target.resolve("below/a")).hasContent("content");
        assertThat(tree.target.resolve("below/b")).hasContent("content");
    }

    @Test
    void whatIsToStayIsNotLinked() throws IOException {
        write(tree.target.resolve("below/a"), "newer content");
        write(tree.target.resolve("c"), "newer content");

        restore(Overwrite.NEVER, false);

        assertThat(tree.target.resolve("below/a")).hasContent("newer content");
        assertThat(tree.target.resolve("c")).hasContent("newer content");
        assertThat(tree.target.resolve("below/b")).hasContent("content");
    }

    @Test
    void aDryRunOnlyTells() {
        assertThat(restore(Overwrite.IF_CHANGED, true)).isEqualTo(5);
        assertThat(tree.target).doesNotExist();
    }

    @Test
    void extendedAttributesComeBackWithFilesAndDirectories() throws IOException {
        org.junit.jupiter.api.Assumptions.assumeTrue(UserAttributes.areCarriedBy(directory));
        restore(Overwrite.IF_CHANGED, false);
        assertThatItIsEqual();
        for (var path : List.of("other", "below", "below/a")) {
            UserAttributes.view(tree.mirror.resolve(path)).write("colour", ByteBuffer.wrap(new byte[] {1}));
        }

        assertThat(restore(Overwrite.IF_CHANGED, false)).isEqualTo(3);

        assertThatItIsEqual();
        assertThat(restore(Overwrite.IF_CHANGED, false)).isZero();
    }
}
