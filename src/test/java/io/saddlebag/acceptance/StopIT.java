package io.saddlebag.acceptance;

import static io.saddlebag.testkit.Eventually.eventually;
import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.Requirements;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ctrl+C ends a run between two files. */
class StopIT extends MirrorScenario {

    private static final Duration TIME = Duration.ofMinutes(2);
    private static final ManyFiles MANY = new ManyFiles(80, 50, 8_000);

    @BeforeEach
    void fillSource() throws IOException {
        Requirements.assumeCommands("env");
        MANY.into(source);
    }

    @Test
    void anInterruptedRunLeavesNoTemporaryFilesAndTheNextOneHeals() throws IOException {
        var nothing = TreeSnapshot.of(destination);
        // A build that runs in the background may have been started with SIGINT ignored.
        try (var run = saddlebag.through("env", "--default-signal=INT").start("mirror", source, destination)) {
            eventually(TIME, () -> assertThat(MANY.countIn(destination)).isPositive());
            run.interrupt();
            run.waitFor(TIME).endedWith(130);
        }
        assertThatTree(destination).hasOnlyWholeFiles(nothing, source).hasNoTemporaryFiles();

        mirror().endedWith(0);

        assertThatTree(destination).hasSameContentAs(source).hasNoTemporaryFiles();
    }
}
