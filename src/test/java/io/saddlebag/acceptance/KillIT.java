package io.saddlebag.acceptance;

import static io.saddlebag.testkit.Eventually.becomesTrue;
import static io.saddlebag.testkit.TreeAssert.assertThatTree;

import io.saddlebag.testkit.Distribution;
import io.saddlebag.testkit.FinishedRun;
import io.saddlebag.testkit.TreeGenerator;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process that is killed repeats work, and never loses or spoils any. */
class KillIT extends MirrorScenario {

    private static final Duration LONGEST_RUN = Duration.ofMinutes(2);
    private static final ManyFiles MANY = new ManyFiles(60, 50, 8_000);

    private final Random random = new Random(20261120);

    @BeforeEach
    void fillSource() throws IOException {
        MANY.into(source);
        new ManyFiles(2, 2, 30_000_000).into(source.resolve("large"));
        TreeGenerator.seeded(7).into(source.resolve("nasty"));
    }

    @Test
    void theNextRunHealsAFirstRunThatWasKilled() throws Exception {
        killAndHeal(2);
    }

    @Test
    @Tag("slow")
    void theNextRunHealsAFirstRunThatWasKilledAtAnyOfManyMoments() throws Exception {
        killAndHeal(20);
    }

    private void killAndHeal(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            destination = scratch.resolve("destination" + i);
            saddlebag = Distribution.withHome(scratch.resolve("home" + i));
            var nothing = TreeSnapshot.of(destination);

            var killed = killAfter(1 + random.nextInt(MANY.count()));
            assertThatTree(destination).hasOnlyWholeFiles(nothing, source);
            assertHeals(killed);
        }
    }

    private FinishedRun killAfter(int files) throws Exception {
        try (var first = saddlebag.start("mirror", source, destination)) {
            becomesTrue(LONGEST_RUN, () -> MANY.countIn(destination) >= files || !first.isAlive());
            first.kill();
            return first.waitFor(LONGEST_RUN);
        }
    }

    private void assertHeals(FinishedRun killed) throws IOException {
        var healed = mirror().endedWith(0);

        assertThatTree(destination).hasSameContentAs(source).hasNoTemporaryFiles();
        if (killed.exitCode() == FinishedRun.KILLED) {
            healed.said("interrupted");
        } else {
            killed.endedWith(0);
        }
    }
}
