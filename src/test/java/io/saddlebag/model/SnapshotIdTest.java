package io.saddlebag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotIdTest {

    private static final Instant START = Instant.parse("2026-11-20T02:00:00Z");

    @Test
    void isWrittenWithTimeAndKind() {
        assertThat(new SnapshotId(START, SnapshotKind.FULL)).hasToString("2026-11-20T02-00-00Z-full");
    }

    @ParameterizedTest
    @EnumSource
    void isReadAsItWasWritten(SnapshotKind kind) {
        var id = new SnapshotId(START, kind);

        assertThat(SnapshotId.parse(id.toString())).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lost+found",
                "2026-11-20T02-00-00Z",
                "2026-11-20T02-00-00Z-",
                "2026-11-20T02-00-00Z-FULL",
                "2026-11-20T02:00:00Z-full",
                "2026-02-30T02-00-00Z-full",
                "2026-11-20T02-00-00Z-full.tmp",
                "+2026-11-20T02-00-0Z-full"
            })
    void isNotReadFromOtherTexts(String text) {
        assertThat(SnapshotId.parse(text)).isEmpty();
    }

    @Test
    void isOrderedByTimeFirst() {
        var earlier = new SnapshotId(START, SnapshotKind.INCREMENTAL);
        var later = new SnapshotId(START.plusSeconds(1), SnapshotKind.FULL);

        assertThat(earlier).isLessThan(later);
        assertThat(earlier).isGreaterThan(new SnapshotId(START, SnapshotKind.FULL));
    }

    @Test
    void hasWholeSecondsOnly() {
        assertThat(SnapshotId.at(START.plusNanos(5), SnapshotKind.FULL).start()).isEqualTo(START);
        assertThatIllegalArgumentException().isThrownBy(() -> new SnapshotId(START.plusNanos(5), SnapshotKind.FULL));
    }
}
