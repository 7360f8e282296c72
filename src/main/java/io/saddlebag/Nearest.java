package io.saddlebag;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody most likely meant. */
final class Nearest {

    private Nearest() {}

    /** {@code  Did you mean source?}, or nothing where no known word is near. */
    static String hint(String word, Collection<String> known) {
        return find(word, known).map(found -> " Did you mean " + found + "?").orElse("");
    }

    /** The known word with the fewest differences, if they are few for its length. */
    static Optional<String> find(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(word, candidate) <= most(word, candidate));
    }

    /** A quarter of the word, but two for a short one as long as that is a third of it at most. */
    private static int most(String word, String candidate) {
        return Math.min(Math.max(2, word.length() / 4), Math.max(word.length(), candidate.length()) / 3);
    }

    /** Levenshtein's distance: how many characters to insert, delete or replace. */
    private static int distance(String from, String to) {
        var previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            var current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
