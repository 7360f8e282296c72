package io.saddlebag;

import io.saddlebag.alert.AlertSettings;
import io.saddlebag.alert.FreeSpace;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the keys {@code alert.*}. */
final class AlertReader {

    private static final String OFF = "off";
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,4})%");
    private static final Duration LONGEST_DIGEST = Duration.ofHours(1);

    private final SettingsReader reader;

    AlertReader(SettingsReader reader) {
        this.reader = reader;
    }

    AlertSettings read() {
        var defaults = AlertSettings.defaults(HostName.ofSystem());
        return new AlertSettings(
                value(AlertKeys.HOST, AlertReader::host, defaults.host()),
                value(AlertKeys.PARTIAL_AFTER, text -> Values.number(text, 1, 1000), defaults.partialAfter()),
                value(AlertKeys.OVERDUE, text -> Values.number(text, 1, 1000), defaults.overdue()),
                value(AlertKeys.SIZE_CHANGE, text -> percent(text, 9999), defaults.sizeChange()),
                value(AlertKeys.CHANGED_SHARE, text -> percent(text, 100), defaults.changedShare()),
                value(AlertKeys.FREE_SPACE, AlertReader::freeSpace, defaults.freeSpace()),
                value(AlertKeys.REPEAT, AlertReader::repeat, defaults.repeat()),
                value(AlertKeys.DIGEST, AlertReader::digest, defaults.digest()));
    }

    private <T> T value(String key, Function<String, T> parser, T fallback) {
        return reader.global(key, parser, fallback);
    }

    private static String host(String text) {
        if (text.isBlank() || text.length() > 64 || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("= " + text + " is not a name. Write up to 64 characters on one line.");
        }
        return text.strip();
    }

    /** {@code 50%}, or {@code off} as 0. */
    private static int percent(String text, int most) {
        var match = PERCENT.matcher(text);
        int number = match.matches() ? Integer.parseInt(match.group(1)) : 0;
        if (!text.equals(OFF) && (number < 1 || number > most)) {
            throw new IllegalArgumentException("= " + text + " is not a share from 1% to " + most + "%, nor off.");
        }
        return number;
    }

    private static FreeSpace freeSpace(String text) {
        if (text.equals(OFF)) {
            return FreeSpace.ANY;
        }
        if (text.endsWith("%")) {
            return new FreeSpace(percent(text, 100), true);
        }
        try {
            return new FreeSpace(Values.size(text), false);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "= " + text + " is neither a size nor a share. Write 500M, 10G, 5% or off.", e);
        }
    }

    private static Duration repeat(String text) {
        var repeat = Values.duration(text);
        if (repeat.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("= " + text + " is too short: it is 1m at least.");
        }
        return repeat;
    }

    private static Duration digest(String text) {
        var digest = Values.duration(text);
        if (digest.compareTo(LONGEST_DIGEST) > 0) {
            throw new IllegalArgumentException(
                    "= " + text + " is too long: it is 1h at most, as it delays each message.");
        }
        return digest;
    }
}
