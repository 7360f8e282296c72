package io.saddlebag.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times for people. */
final class Times {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private Times() {}

    /** The time on a zone's clock, to the millisecond: {@code 2026-11-21 02:00:00.345}. */
    static String localMillis(Instant time, ZoneId zone) {
        return MILLIS.format(time.atZone(zone));
    }

    /** The time on a zone's clock, to the second: {@code 2026-11-21 02:00:00}. */
    static String local(Instant time, ZoneId zone) {
        return LOCAL.format(time.atZone(zone));
    }
}
