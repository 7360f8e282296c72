package io.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ExitCodeTest {

    @Test
    void keepsItsNumbers() {
        var codes = Arrays.stream(Outcome.values())
                .map(outcome -> outcome + " " + ExitCode.of(outcome).code());

        assertThat(codes)
                .containsExactly(
                        "DONE 0",
                        "PARTIAL 3",
                        "GUARDED 4",
                        "DAMAGED 12",
                        "LOST 13",
                        "FAILED 1",
                        "NOT_FOUND 10",
                        "LOCKED 11",
                        "INTERRUPTED 130");
    }

    @Test
    void takesTheWorstOfSeveral() {
        var worstFirst = new ExitCode[] {
            ExitCode.INTERRUPTED,
            ExitCode.FAILED,
            ExitCode.NOT_FOUND,
            ExitCode.LOCKED,
            ExitCode.LOST,
            ExitCode.DAMAGED,
            ExitCode.GUARDED,
            ExitCode.PARTIAL,
            ExitCode.DONE
        };

        for (int i = 1; i < worstFirst.length; i++) {
            assertThat(worstFirst[i].or(worstFirst[i - 1])).isEqualTo(worstFirst[i - 1]);
            assertThat(worstFirst[i - 1].or(worstFirst[i])).isEqualTo(worstFirst[i - 1]);
        }
    }

    @Test
    void tellsAWrongConfigurationFromAFailure() {
        assertThat(ExitCode.of(new ConfigurationException("x")).code()).isEqualTo(2);
        assertThat(ExitCode.of(new SaddlebagException("x")).code()).isEqualTo(1);
        assertThat(ExitCode.of(new SaddlebagException(Outcome.NOT_FOUND, "x")).code())
                .isEqualTo(10);
    }
}
