package io.saddlebag;

import io.saddlebag.model.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines that the program's log has from the time of a run; only the file that is written now is looked into. */
final class RunLogLines {

    private static final Duration AROUND = Duration.ofSeconds(2);
    private static final int MOST = 2_000;

    private final Path file;

    RunLogLines(Path file) {
        this.file = file;
    }

    /** The last 2,000 at most; none where the log cannot be read. */
    List<String> of(Run run) {
        var ended = run.ended();
        var from = run.started().minus(AROUND);
        var to = (ended == null ? run.started() : ended).plus(AROUND);
        try (var lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            var found = new ArrayDeque<String>();
            boolean within = false;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var time = time(line);
                within = time == null ? within : !time.isBefore(from) && !time.isAfter(to);
                if (within) {
                    add(line, found);
                }
            }
            return List.copyOf(found);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Read byte by byte, as a line that is no text must not hide the others. */
    private static void add(String line, ArrayDeque<String> found) {
        if (found.size() == MOST) {
            found.removeFirst();
        }
        found.addLast(new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /** When a line was written; null for one that goes on with the line before. */
    private static @Nullable Instant time(String line) {
        int end = line.indexOf(' ');
        if (end < 20 || !Character.isDigit(line.charAt(0))) {
            return null;
        }
        try {
            return OffsetDateTime.parse(line.substring(0, end)).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
