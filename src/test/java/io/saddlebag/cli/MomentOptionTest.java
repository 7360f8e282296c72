package io.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class MomentOptionTest {

    private final MomentOption option = new MomentOption(ZoneId.of("Europe/Vienna"));

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, 2026-11-20T22:59:59.999999999Z",
        "2026-11-20T02:00, 2026-11-20T01:00:00Z",
        "2026-11-20 02:00:30, 2026-11-20T01:00:30Z",
        "2026-11-20T02:00:30.5, 2026-11-20T01:00:30.5Z",
        "2026-11-20T02:00Z, 2026-11-20T02:00:00Z",
        "2026-11-20T02:00:00+05:30, 2026-11-19T20:30:00Z",
        "2026-11-20T02:00:00-05:00[America/New_York], 2026-11-20T07:00:00Z",
    })
    void readsTheFormsOfIso8601(String typed, Instant moment) {
        assertThat(option.convert(typed)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "20.11.2026", "2026-13-01", "02:00", "2026-11-20T25:00"})
    void refusesWhatIsNoTime(String typed) {
        assertThatThrownBy(() -> option.convert(typed))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is no time such as");
    }
}
