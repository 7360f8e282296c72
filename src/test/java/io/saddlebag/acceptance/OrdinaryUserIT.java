package io.saddlebag.acceptance;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.Distribution;
import io.saddlebag.testkit.Requirements;
import io.saddlebag.testkit.TreeGenerator;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one may not read is not taken for gone. */
class OrdinaryUserIT extends MirrorScenario {

    @BeforeEach
    void workAsAnOrdinaryUser() throws IOException {
        becomeNobody();
    }

    /** As docs/running.md has it. */
    @Test
    void keepsTheOwnersOfAllFilesWithCapabilitiesOnly() throws IOException {
        assumeTrue(Requirements.isRoot(), "needs root to give capabilities away");
        var capabilities = "+dac_read_search,+dac_override,+chown,+fowner,+fsetid";
        saddlebag = Distribution.withHome(saddlebag.home())
                .in(scratch)
                .through(
                        "setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        "--inh-caps=" + capabilities,
                        "--ambient-caps=" + capabilities);
        TreeGenerator.seeded(4).into(source);
        var secret = Files.createDirectory(source.resolve("secret"));
        Files.writeString(secret.resolve("letter"), "Dear Ada");
        Command.run("chown", "-R", "1234:4321", secret);
        Command.run("chmod", "02700", secret);
        Command.run("chmod", "06400", secret.resolve("letter"));

        mirror().endedWith(0);
        Files.writeString(secret.resolve("letter"), "Dear Bob");
        mirror().endedWith(0);
        var third = mirror().endedWith(0);

        assertThatTree(destination).hasSameContentAs(source);
        third.said("0 created, 0 modified");
    }

    private TreeSnapshot mirroredManyFiles() throws IOException {
        new ManyFiles(4, 15, 100).into(source);
        Command.run("chown", "-R", "--reference=" + source, source);
        mirror().endedWith(0);
        return TreeSnapshot.of(destination);
    }

    @Test
    void anUnreadableDirectoryKeepsWhatTheDestinationHas() throws IOException {
        var before = mirroredManyFiles();
        Command.run("chmod", "000", source.resolve("many1"));

        mirror().endedWith(3).said("permission denied");

        assertThatTree(destination).stillHasAllFilesOf(before);
    }

    @Test
    void anUnreadableFileKeepsItsOldCopy() throws IOException {
        var before = mirroredManyFiles();
        var file = source.resolve("secret");
        Files.writeString(file, "first");
        Command.run("chmod", "000", file);
        Command.run("chown", "65534:65534", file);

        mirror().endedWith(3).said("secret");

        assertThatTree(destination).stillHasAllFilesOf(before);
        assertThat(destination.resolve("secret")).doesNotExist();
    }

    @Test
    void aDirectoryThatWasMovedAndCannotBeReadKeepsItsOldPlace() throws IOException {
        var before = mirroredManyFiles();
        Files.move(source.resolve("many1"), source.resolve("moved"));
        Command.run("chmod", "000", source.resolve("moved"));

        mirror().endedWith(3);

        assertThatTree(destination).stillHasAllFilesOf(before);
    }

    @Test
    void aDirectoryThatAnUnreadableFileReplacesStays() throws IOException {
        var before = mirroredManyFiles();
        Command.run("rm", "-r", source.resolve("many1"));
        Files.writeString(source.resolve("many1"), "a file now");
        Command.run("chmod", "000", source.resolve("many1"));

        mirror().endedWith(3);

        assertThatTree(destination).stillHasAllFilesOf(before);
    }

    @Test
    void aDryRunOpensNothingUp() throws IOException {
        mirroredManyFiles();
        Command.run("chmod", "0300", destination.resolve("many1"));

        saddlebag.run("mirror", source, destination, "--dry-run");

        assertThat(Files.getAttribute(destination.resolve("many1"), "unix:mode"))
                .isEqualTo(040300);
    }
}
