package io.saddlebag.acceptance;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.Distribution;
import io.saddlebag.testkit.Requirements;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one may not read is not taken for gone. */
class OrdinaryUserIT extends MirrorScenario {

    private static final String[] AS_NOBODY = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};

    @BeforeEach
    void becomeNobody() throws IOException {
        if (!Requirements.isRoot()) {
            return;
        }
        Requirements.assumeCommands("setpriv");
        Command.run("chmod", "0755", scratch);
        var own = Files.createDirectory(scratch.resolve("own"));
        source = Files.createDirectory(own.resolve("source"));
        destination = own.resolve("destination");
        saddlebag =
                Distribution.withHome(own.resolve("home")).through(AS_NOBODY).in(scratch);
        Files.createDirectories(saddlebag.home());
        Command.run("chown", "-R", "65534:65534", own);
        assumeTrue(canRun(), "needs a distribution that every user may run");
    }

    private boolean canRun() throws IOException {
        return saddlebag.run("--version").exitCode() == 0;
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
