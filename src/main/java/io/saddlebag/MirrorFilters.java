package io.saddlebag;

import io.saddlebag.model.ConfigurationException;
import io.saddlebag.tree.Filters;
import io.saddlebag.tree.Selection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code saddlebag mirror} is told to leave out, as it was typed.
 *
 * @param exclude patterns
 * @param excludeIfPresent names
 * @param excludeLargerThan a size, or null
 */
public record MirrorFilters(
        List<String> exclude,
        List<String> excludeIfPresent,
        boolean excludeCaches,
        @Nullable String excludeLargerThan,
        boolean oneFileSystem) {

    /** Only what patterns match. */
    public static MirrorFilters of(List<String> exclude) {
        return new MirrorFilters(exclude, List.of(), false, null, false);
    }

    /** The patterns; a {@link ConfigurationException} says which cannot be read. */
    List<String> patterns() {
        try {
            Filters.of(List.of(), exclude);
            return List.copyOf(exclude);
        } catch (ConfigurationException e) {
            throw new ConfigurationException("--exclude is wrong: " + e.getMessage() + ".");
        }
    }

    /** The rest; a {@link ConfigurationException} says which option is wrong. */
    Selection selection() {
        return new Selection(
                Selection.DEFAULT.ignoreFiles(),
                excludeIfPresent.stream()
                        .map(name -> parse("--exclude-if-present", name, Values::name))
                        .toList(),
                excludeCaches,
                excludeLargerThan == null
                        ? Selection.DEFAULT.largest()
                        : parse("--exclude-larger-than", excludeLargerThan, Values::size),
                oneFileSystem);
    }

    private static <T> T parse(String option, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(option + " " + e.getMessage());
        }
    }
}
