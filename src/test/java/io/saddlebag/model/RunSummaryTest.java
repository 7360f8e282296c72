package io.saddlebag.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSummaryTest {

    @Test
    void saysWhatARunDid() {
        assertThat(RunSummary.of(run(new Counts(12, 3, 1, 84, 0, 0, 4_200_000))))
                .isEqualTo("12 created, 3 modified, 1 deleted, 84 unchanged, 0 failed; 4.2 MB in 0.3 s");
    }

    @Test
    void saysHowManyDeletionsWereHeldBack() {
        assertThat(RunSummary.of(run(new Counts(0, 0, 0, 0, 0, 5, 0))))
                .contains("0 failed, 5 deletions held back; 0 B");
        assertThat(RunSummary.of(run(new Counts(0, 0, 0, 0, 0, 1, 0)))).contains("0 failed, 1 deletion held back; 0 B");
    }

    @ParameterizedTest
    @CsvSource({"999, 999 B", "1000, 1.0 kB", "999949, 999.9 kB", "999950, 1.0 MB", "1234567890, 1.2 GB"})
    void countsBytesInDecimalUnits(long bytes, String shown) {
        assertThat(RunSummary.bytes(bytes)).isEqualTo(shown);
    }

    private static Run run(Counts counts) {
        return new Run(1, "documents", Instant.EPOCH, Instant.ofEpochMilli(310), Outcome.DONE, counts, null);
    }
}
