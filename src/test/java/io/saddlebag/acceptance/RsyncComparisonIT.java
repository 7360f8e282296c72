package io.saddlebag.acceptance;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.Distribution;
import io.saddlebag.testkit.Requirements;
import io.saddlebag.testkit.TreeGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What rsync, which nobody here wrote, says about a mirror. */
class RsyncComparisonIT extends MirrorScenario {

    private static final String[] AS_NOBODY = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};

    @Test
    void rsyncFindsNothingToDo() throws IOException {
        TreeGenerator.seeded(1).into(source);

        mirrored();

        assertThatRsyncFindsNothingToDo();
        assertThatASecondRunFindsNothingToDo();
    }

    @Test
    void rsyncFindsNothingToDoAfterChanges() throws IOException {
        var generator = TreeGenerator.seeded(2).into(source);
        mirrored();

        var changes = generator.change(source);

        assertThat(mirror().exitCode()).as("%s", changes).isZero();
        assertThatTree(destination).hasSameContentAs(source);
        assertThatRsyncFindsNothingToDo();
    }

    @Test
    void rsyncFindsNothingToDoInTheCLocale() throws IOException {
        saddlebag = saddlebag.with("LC_ALL", "C");
        TreeGenerator.seeded(3).into(source);

        mirrored();

        assertThatRsyncFindsNothingToDo();
        assertThatASecondRunFindsNothingToDo();
    }

    @Test
    void rsyncFindsNothingToDoWithAllThatRootCanCarry() throws IOException {
        Requirements.assumeRoot();
        TreeGenerator.seeded(4).owners().modesForRoot().into(source);

        mirrored();

        assertThatRsyncFindsNothingToDo();
        assertThatASecondRunFindsNothingToDo();
    }

    @Test
    void rsyncFindsNothingToDoForAnOrdinaryUser() throws IOException {
        prepareForNobody();
        TreeGenerator.seeded(5).into(source);
        Command.run("chown", "-R", "-h", "65534:65534", source.getParent());

        mirrored();

        assertThatRsyncFindsNothingToDo();
        assertThatASecondRunFindsNothingToDo();
    }

    @Test
    void specialFilesAreLeftOutAndDoNoHarm() throws IOException {
        TreeGenerator.seeded(6).specialFiles().into(source);

        mirrored();

        assertThatASecondRunFindsNothingToDo();
    }

    @Test
    @Tag("slow")
    void rsyncFindsNothingToDoInUsrShare() throws IOException {
        source = Path.of("/usr/share");

        mirrored();

        assertThatRsyncFindsNothingToDo();
        assertThatASecondRunFindsNothingToDo();
    }

    @Test
    @Tag("slow")
    void rsyncFindsNothingToDoAfterManyRoundsOfChanges() throws IOException {
        for (int seed = 100; seed < 120; seed++) {
            source = Files.createDirectory(scratch.resolve("source" + seed));
            destination = scratch.resolve("destination" + seed);
            var generator = TreeGenerator.seeded(seed).into(source);
            mirrored();
            for (int round = 0; round < 3; round++) {
                var changes = generator.change(source);
                assertThat(mirror().exitCode()).as("seed %d: %s", seed, changes).isZero();
                assertThatTree(destination).as("seed %d: %s", seed, changes).hasSameContentAs(source);
                assertThatRsyncFindsNothingToDo();
            }
        }
    }

    private void prepareForNobody() throws IOException {
        Requirements.assumeRoot();
        Requirements.assumeCommands("setpriv");
        Command.run("chmod", "0755", scratch);
        var own = Files.createDirectory(scratch.resolve("own"));
        source = Files.createDirectory(own.resolve("source"));
        destination = own.resolve("destination");
        saddlebag =
                Distribution.withHome(own.resolve("home")).through(AS_NOBODY).in(scratch);
        Files.createDirectories(saddlebag.home());
        assumeTrue(nobodyCanRunIt(), "needs a distribution that every user may run");
    }

    private boolean nobodyCanRunIt() throws IOException {
        return Distribution.withHome(saddlebag.home())
                        .through(AS_NOBODY)
                        .through("sh", "-c", "test -x \"$0\" && test -r \"$(dirname \"$0\")/../lib\"")
                        .run()
                        .exitCode()
                == 0;
    }

    private void assertThatRsyncFindsNothingToDo() {
        Requirements.assumeCommands("rsync");
        var listed = Command.run("rsync", "-aHXn", "--delete", "--itemize-changes", source + "/", destination + "/");
        assertThat(listed).isEmpty();
    }

    private void assertThatASecondRunFindsNothingToDo() throws IOException {
        mirror().endedWith(0).said("0 created, 0 modified, 0 deleted");
    }
}
