package io.saddlebag.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Counts;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunLogTest {

    @Test
    void saysInOneLineHowAJobEnded() {
        assertThat(line(Outcome.DONE, null))
                .isEqualTo(
                        "job documents: done; 12 created, 3 modified, 1 deleted, 84 unchanged, 0 failed; 4.2 MB in 0.3 s");
    }

    @Test
    void saysWhyAJobDidNotDoEverything() {
        assertThat(line(Outcome.NOT_FOUND, "The disk is not mounted."))
                .startsWith("job documents: not found; ")
                .endsWith(" in 0.3 s. The disk is not mounted.");
    }

    @Test
    void callsARunSkippedThatFoundItsJobRunning() {
        assertThat(line(Outcome.LOCKED, "Another run holds it."))
                .isEqualTo("job documents: skipped. Another run holds it.");
    }

    private static String line(Outcome outcome, @Nullable String message) {
        var counts = new Counts(12, 3, 1, 84, 0, 0, 4_200_000);
        var run = new Run(1, "documents", Instant.EPOCH, Instant.ofEpochMilli(300), outcome, counts, message);
        return RunLog.line(run, outcome);
    }
}
