package io.saddlebag;

import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.DisplayPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a configuration, gathered so that all of it is said at once. */
final class Problems {

    private final List<Problem> problems = new ArrayList<>();

    /** A problem of one line of a file. */
    void add(Path file, int line, String sentence) {
        problems.add(new Problem(line, DisplayPath.of(file) + ":" + line + ": " + sentence));
    }

    /** Ends the reading if anything was wrong: one line each, in the order of the file. */
    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.stream()
                    .sorted(Comparator.comparingInt(Problem::line))
                    .map(Problem::text)
                    .distinct()
                    .collect(Collectors.joining("\n")));
        }
    }

    private record Problem(int line, String text) {}
}
