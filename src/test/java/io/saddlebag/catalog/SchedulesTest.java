package io.saddlebag.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.FixedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulesTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path home;

    private final FixedClock clock = new FixedClock(NOON.toString());
    private Catalog catalog;

    @BeforeEach
    void open() {
        catalog = Catalog.open(home, clock);
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void isKnownSinceItWasFirstSeen() {
        assertThat(catalog.schedules().since("docs")).isEmpty();

        catalog.schedules().known("docs", "0 0 2 * * ? UTC");
        clock.advance(Duration.ofDays(1));

        assertThat(catalog.schedules().known("docs", "0 0 2 * * ? UTC")).isEqualTo(NOON);
        assertThat(catalog.schedules().since("docs")).contains(NOON);
        assertThat(catalog.schedules().since("other")).isEmpty();
    }

    @Test
    void isAnotherOneWhenItIsChanged() {
        catalog.schedules().known("docs", "0 0 2 * * ? UTC");
        clock.advance(Duration.ofDays(1));

        assertThat(catalog.schedules().known("docs", "0 0 2 * * ? Europe/Berlin"))
                .isEqualTo(NOON.plus(Duration.ofDays(1)));
    }
}
