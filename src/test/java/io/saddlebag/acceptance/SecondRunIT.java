package io.saddlebag.acceptance;

import static io.saddlebag.testkit.Eventually.eventually;
import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.RunningProgram;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two runs of one job do not work at the same time. The first is halted in its middle, so it is there for sure. */
class SecondRunIT extends MirrorScenario {

    private static final Duration TIME = Duration.ofMinutes(2);
    private static final ManyFiles MANY = new ManyFiles(60, 50, 8_000);

    @BeforeEach
    void fillSource() throws IOException {
        MANY.into(source);
    }

    @Test
    void aSecondMirrorOfTheSameTreesEndsAsLocked() throws IOException {
        try (var first = startedAndHalted("mirror", source, destination)) {
            var before = TreeSnapshot.of(destination);

            mirror().endedWith(11);

            assertThatTree(destination).isUnchangedSince(before);
            first.resume();
            first.waitFor(TIME).endedWith(0);
        }
        assertThatTree(destination).hasSameContentAs(source);
    }

    @Test
    void aSecondRunOfTheSameJobEndsAsLocked() throws IOException {
        var file = configuration();
        try (var first = startedAndHalted("--config", file, "backup", "docs")) {

            saddlebag.run("--config", file, "backup", "docs").endedWith(11);

            first.resume();
            first.waitFor(TIME).endedWith(0);
        }
    }

    @Test
    void nothingIsVerifiedOrRestoredDuringARun() throws IOException {
        var file = configuration();
        try (var first = startedAndHalted("--config", file, "backup", "docs")) {

            saddlebag.run("--config", file, "verify", "docs").endedWith(11);
            saddlebag
                    .run("--config", file, "restore", "docs", "--to", scratch.resolve("target"))
                    .endedWith(11);

            first.resume();
            first.waitFor(TIME).endedWith(0);
        }
    }

    @Test
    void aSecondRunThatMayWaitFollowsTheFirst() throws IOException {
        var file = configuration();
        try (var first = startedAndHalted("--config", file, "backup", "docs");
                var second = saddlebag.start("--config", file, "backup", "docs", "--wait")) {
            first.resume();

            first.waitFor(TIME).endedWith(0);
            second.waitFor(TIME).endedWith(0);
        }
        assertThatTree(destination).hasSameContentAs(source);
    }

    @Test
    void aDeadProcessHoldsNoLock() throws IOException {
        try (var first = startedAndHalted("mirror", source, destination)) {
            first.kill();
            first.waitFor(TIME);
        }

        mirror().endedWith(0);
    }

    private RunningProgram startedAndHalted(Object... arguments) throws IOException {
        var program = saddlebag.start(arguments);
        try {
            eventually(TIME, () -> assertThat(MANY.countIn(destination)).isPositive());
            program.halt();
            assertThat(program.isAlive()).isTrue();
            return program;
        } catch (AssertionError e) {
            e.addSuppressed(new AssertionError(program.outputSoFar()));
            program.close();
            throw e;
        }
    }
}
