package io.saddlebag.acceptance;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.Distribution;
import io.saddlebag.testkit.FinishedRun;
import io.saddlebag.testkit.Requirements;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A source, a destination that does not exist yet, and the program with a home of its own. */
abstract class MirrorScenario {

    private static final String[] AS_NOBODY = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};

    @TempDir
    Path scratch;

    Path source;
    Path destination;
    Distribution saddlebag;

    @BeforeEach
    void prepare() throws IOException {
        source = Files.createDirectory(scratch.resolve("source"));
        destination = scratch.resolve("destination");
        saddlebag = Distribution.withHome(scratch.resolve("home"));
    }

    @AfterEach
    void openForRemoval() {
        if (!Requirements.isRoot()) {
            Command.run("chmod", "-R", "u+rwX", scratch);
        }
    }

    /** From now on the program is run by an ordinary user, whose the source is; whoever runs the test if that is no root. */
    final void becomeNobody() throws IOException {
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
        assumeTrue(saddlebag.run("--version").exitCode() == 0, "needs a distribution that every user may run");
    }

    /** Mirrors the source to the destination, hard links included. */
    final FinishedRun mirror() throws IOException {
        return saddlebag.run("mirror", "--hard-links", source, destination);
    }

    /** Mirrors and expects that all goes well; returns what the destination has then. */
    final TreeSnapshot mirrored() throws IOException {
        mirror().endedWith(0);
        assertThatTree(destination).hasSameContentAs(source);
        return TreeSnapshot.of(destination);
    }

    /** Writes a configuration with one job, {@code docs}, from the source to the destination. */
    final Path configuration(String... lines) throws IOException {
        var text = "job.docs.type = mirror%njob.docs.source = %s%njob.docs.destination = %s%n%s%n"
                .formatted(source, destination, String.join("\n", lines));
        return Files.writeString(scratch.resolve("application.properties"), text);
    }
}
