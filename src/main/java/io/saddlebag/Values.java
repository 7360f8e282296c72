package io.saddlebag;

import io.saddlebag.mirror.MaxDelete;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.tree.Filters;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads the texts of values into what they mean. A text that means nothing is an {@link IllegalArgumentException} whose
 * message continues a sentence that begins with the key.
 */
final class Values {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|[smhd])");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([KMGT]?)");
    private static final Pattern MAX_DELETE = Pattern.compile("(\\d{1,15})(%?)");
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private Values() {}

    /** {@code 500ms}, {@code 30s}, {@code 15m}, {@code 2h}, {@code 14d}. */
    static Duration duration(String text) {
        var match = DURATION.matcher(text);
        if (!match.matches()) {
            throw not(text, "a duration. Write a number and ms, s, m, h or d: 500ms, 30s, 15m, 2h, 14d");
        }
        long amount = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** {@code 500}, {@code 64K}, {@code 10M}, {@code 4G}, {@code 1T}: bytes, by powers of 1024. */
    static long size(String text) {
        var match = SIZE.matcher(text);
        if (match.matches()) {
            var unit = match.group(2);
            int shift = unit.isEmpty() ? 0 : 10 * ("KMGT".indexOf(unit) + 1);
            long number = Long.parseLong(match.group(1));
            if (number > 0 && number <= Long.MAX_VALUE >> shift) {
                return number << shift;
            }
        }
        throw not(text, "a size. Write a number, not 0, and K, M, G or T: 64K, 10M, 4G, 1T");
    }

    /** {@code true} or {@code false}. */
    static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw not(text, "true or false");
        };
    }

    /** A whole number within bounds. */
    static int number(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below: what is no number is out of bounds, too.
        }
        throw not(text, "a whole number from " + least + " to " + most);
    }

    /** The name of a time zone, as {@code Europe/Berlin}. */
    static ZoneId timeZone(String text) {
        var known = ZoneId.getAvailableZoneIds();
        if (!known.contains(text)) {
            throw new IllegalArgumentException("= " + text + " is not the name of a time zone."
                    + Nearest.hint(text, known) + " Write one such as Europe/Berlin or UTC.");
        }
        return ZoneId.of(text);
    }

    /** {@code 50%} or a count. */
    static MaxDelete maxDelete(String text) {
        var match = MAX_DELETE.matcher(text);
        boolean percent = text.endsWith("%");
        if (!match.matches() || (percent && Long.parseLong(match.group(1)) > 100)) {
            throw not(text, "a share from 0% to 100% or a number of files");
        }
        return new MaxDelete(Long.parseLong(match.group(1)), percent);
    }

    /** One of an enumeration's names, in lower case unless it has a text of its own. */
    static <E extends Enum<E>> E oneOf(String text, Class<E> type) {
        var names = new ArrayList<String>();
        for (var constant : type.getEnumConstants()) {
            var own = constant.toString();
            var name = own.equals(constant.name()) ? own.toLowerCase(Locale.ROOT) : own;
            if (name.equals(text)) {
                return constant;
            }
            names.add(name);
        }
        throw new IllegalArgumentException(
                "= " + text + " is not " + String.join(" or ", names) + "." + Nearest.hint(text, names));
    }

    /** Items between commas; {@code \,} is a comma of an item. Empty items are dropped. */
    static List<String> list(String text) {
        var items = new ArrayList<String>();
        for (var item : text.split("(?<!\\\\),", -1)) {
            var unescaped = item.strip().replace("\\,", ",");
            if (!unescaped.isEmpty()) {
                items.add(unescaped);
            }
        }
        return List.copyOf(items);
    }

    /** A list of patterns that choose paths. */
    static List<String> patterns(String text) {
        var patterns = list(text);
        try {
            Filters.of(List.of(), patterns);
            return patterns;
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException("is wrong: " + e.getMessage() + ".");
        }
    }

    /** A list of names that files may have. */
    static List<String> names(String text) {
        return list(text).stream().map(Values::name).toList();
    }

    /** A name that a file may have. */
    static String name(String text) {
        boolean isName = !text.isEmpty() && !text.contains("/") && !text.equals(".") && !text.equals("..");
        if (!isName || text.indexOf(0) >= 0) {
            throw not(text, "the name of a file. Write it without the directories above it");
        }
        return text;
    }

    /** A path, relative ones below the base, without dots in between. */
    static Path path(String text, Path base) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("is empty. Name a directory.");
        }
        if (text.equals("~") || text.startsWith("~/")) {
            throw new IllegalArgumentException(
                    "begins with ~, which only a shell expands. Write {{env:HOME}}" + text.substring(1) + ".");
        }
        try {
            return base.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw not(text, "a path: " + e.getReason());
        }
    }

    /** A path that stays below a directory. */
    static String pathBelow(String text) {
        var path = path(text, Path.of(""));
        if (path.isAbsolute() || path.startsWith("..") || path.toString().isEmpty()) {
            throw not(text, "a path below the source");
        }
        return path.toString();
    }

    /** Whether a text begins with a scheme, as an endpoint's URI does. */
    static boolean isUri(String text) {
        return URI.matcher(text).matches();
    }

    private static IllegalArgumentException not(String text, String wanted) {
        return new IllegalArgumentException("= " + text + " is not " + wanted + ".");
    }
}
