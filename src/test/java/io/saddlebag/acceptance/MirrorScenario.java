package io.saddlebag.acceptance;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;

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
