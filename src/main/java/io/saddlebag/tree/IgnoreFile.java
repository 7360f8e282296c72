package io.saddlebag.tree;

import static io.saddlebag.model.Finding.Severity.NOTE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The patterns of one {@code .saddlebagignore} file, and behind them those of the files in the directories above: the last
 * pattern that matches decides, and the nearest file is asked first. The files themselves are matched by none.
 */
final class IgnoreFile {

    static final Path NAME = Path.of(".saddlebagignore");

    private final int prefix;
    private final List<Pattern> patterns;
    private final @Nullable IgnoreFile above;

    IgnoreFile(Path directory, List<Pattern> patterns, @Nullable IgnoreFile above) {
        this.prefix = directory.toString().isEmpty() ? 0 : directory.toString().length() + 1;
        this.patterns = patterns;
        this.above = above;
    }

    /**
     * What such a file holds.
     *
     * @param notes the lines that cannot be read
     */
    record Lines(List<Pattern> patterns, List<Finding> notes) {

        /** Reads a file's bytes; JGit's own reader would only log which lines it leaves out. */
        static Lines read(Path file, byte[] bytes) {
            var patterns = new ArrayList<Pattern>();
            var notes = new ArrayList<Finding>();
            int number = 0;
            for (var line : new String(bytes, UTF_8).replaceFirst("^\uFEFF", "").split("\r?\n")) {
                number++;
                try {
                    if (!line.isBlank() && !line.startsWith("#") && !line.equals("/")) {
                        patterns.add(new Pattern(line));
                    }
                } catch (ConfigurationException e) {
                    notes.add(new Finding(NOTE, file, "line " + number + " is ignored: " + e.getMessage()));
                }
            }
            return new Lines(List.copyOf(patterns), notes);
        }
    }

    boolean excludes(Path path, boolean directory) {
        if (!directory && path.endsWith(NAME)) {
            return false;
        }
        var text = path.toString();
        for (var file = this; file != null; file = file.above) {
            var matching = file.matching(text.substring(file.prefix), directory);
            if (matching != null) {
                return !matching.isNegated();
            }
        }
        return false;
    }

    private @Nullable Pattern matching(String path, boolean directory) {
        for (int i = patterns.size() - 1; i >= 0; i--) {
            if (patterns.get(i).matches(path, directory)) {
                return patterns.get(i);
            }
        }
        return null;
    }
}
