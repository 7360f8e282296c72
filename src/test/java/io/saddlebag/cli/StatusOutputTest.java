package io.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Counts;
import io.saddlebag.model.Run;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StatusOutputTest {

    @Test
    void saysSinceWhenARunIsUnderWay() {
        var run = new Run(1, "photos", Instant.EPOCH, null, null, Counts.NONE, null);
        var status = new JobStatus(
                "photos", "mirror", true, Optional.of(run), Optional.empty(), Optional.empty(), Optional.empty());
        var out = new StringWriter();

        StatusOutput.text(List.of(status), ZoneOffset.UTC, new PrintWriter(out, true));

        assertThat(out.toString().lines())
                .containsExactly("photos (mirror): running", "  running:   since 1970-01-01 00:00:00");
    }
}
