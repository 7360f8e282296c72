package io.saddlebag.retention;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** The periods of the calendar of which a policy keeps one snapshot each, the shortest first. */
public enum Frequency {
    /** Hours of the clock. Where it is set back for the winter, the hour that comes twice is two. */
    HOURLY,
    /** Days from midnight to midnight, also those that daylight saving makes shorter or longer. */
    DAILY,
    /** Weeks of ISO 8601, from Monday on, across the end of a year. */
    WEEKLY,
    /** Months of the calendar, however many days they have. */
    MONTHLY,
    /** Years of the calendar. */
    YEARLY;

    /** The period that a moment is in, by its beginning; equal for moments in the same one. */
    Temporal periodOf(Instant moment, ZoneId zone) {
        var time = moment.atZone(zone);
        return switch (this) {
            case HOURLY -> hour(time);
            case DAILY -> time.toLocalDate();
            case WEEKLY -> time.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> time.toLocalDate().with(TemporalAdjusters.firstDayOfMonth());
            case YEARLY -> time.toLocalDate().with(TemporalAdjusters.firstDayOfYear());
        };
    }

    /** With the offset, which tells the two hours of one name from each other. */
    private static Temporal hour(ZonedDateTime time) {
        return time.toOffsetDateTime().truncatedTo(ChronoUnit.HOURS);
    }

    /** As it stands in keys and reasons: in small letters. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
