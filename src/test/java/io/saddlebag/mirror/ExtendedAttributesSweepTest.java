package io.saddlebag.mirror;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saddlebag.model.Change.Part;
import io.saddlebag.model.Counts;
import io.saddlebag.testkit.TreeSnapshot;
import io.saddlebag.tree.UserAttributes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtendedAttributesSweepTest {

    @TempDir
    Path directory;

    private Mirror mirror;

    @BeforeEach
    void makeMirror() throws IOException {
        assumeTrue(UserAttributes.areCarriedBy(directory), "needs a file system with extended attributes");
        mirror = Mirror.in(directory);
        mirror.write("below/file", "content");
        set("below/file", "colour", "red");
        set("below", "colour", "green");
        set("", "colour", "blue");
        mirror.sweepWell();
    }

    @AfterEach
    void closeMirror() {
        if (mirror != null) {
            mirror.close();
        }
    }

    private void set(String path, String name, String value) throws IOException {
        UserAttributes.view(mirror.source.resolve(path)).write(name, ByteBuffer.wrap(value.getBytes()));
    }

    @Test
    void areCarriedWithFilesAndDirectories() {
        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }

    @Test
    void areCarriedWhenNothingElseChanged() throws IOException {
        mirror.sweepWell();
        for (var path : new String[] {"below/file", "below", ""}) {
            set(path, "colour", "yellow");
            set(path, "size", "large");

            mirror.sweepWell();

            assertThat(mirror.changes).hasSize(1).allMatch(change -> change.part() == Part.ATTRIBUTES);
            assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
        }
    }

    @Test
    void areRemovedWithThoseOfTheSource() throws IOException {
        for (var path : new String[] {"below/file", "below", ""}) {
            UserAttributes.view(mirror.source.resolve(path)).delete("colour");
        }

        mirror.sweepWell();

        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }

    @Test
    void areMadeRightAgainWhenTheyWereChangedAtTheDestination() throws IOException {
        UserAttributes.view(mirror.at("below/file")).delete("colour");
        UserAttributes.view(mirror.at("below")).write("colour", ByteBuffer.wrap(new byte[3]));

        mirror.sweepWell();

        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }

    @Test
    void areComparedWhenTheCatalogIsLost() throws IOException {
        UserAttributes.view(mirror.at("below/file")).delete("colour");
        UserAttributes.view(mirror.at("below")).delete("colour");
        mirror.loseCatalog();

        mirror.sweepWell();

        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }

    @Test
    void areListedAndNotSetByADryRun() throws IOException {
        mirror.sweepWell();
        set("below/file", "colour", "yellow");
        set("below", "colour", "yellow");
        var before = TreeSnapshot.of(mirror.destination);

        var run = mirror.sweepDry();

        assertThat(run.counts()).isEqualTo(new Counts(0, 2, 0, 0, 0, 0, 0));
        assertThatTree(mirror.destination).isUnchangedSince(before);
    }

    @Test
    void areNotTouchedWhenOnlyTheStatusChanged() throws IOException {
        mirror.sweepWell();
        mirror.sweepWell();
        var before = TreeSnapshot.of(mirror.destination);
        for (var path : new String[] {"below/file", "below", ""}) {
            var mode = Files.getAttribute(mirror.source.resolve(path), "unix:mode");
            Files.setAttribute(mirror.source.resolve(path), "unix:mode", mode);
        }

        mirror.sweepWell();

        assertThat(mirror.changes).isEmpty();
        assertThatTree(mirror.destination).isUnchangedSince(before);
    }

    @Test
    void ofAReadOnlyFileAreCarriedInPlace() throws IOException {
        set("below/file", "colour", "yellow");
        Files.setAttribute(mirror.source.resolve("below/file"), "unix:mode", 04444);

        mirror.sweepWell();

        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }
}
