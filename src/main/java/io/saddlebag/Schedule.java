package io.saddlebag;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** When a job begins by itself: a cron expression of Quartz, with seconds first. */
public final class Schedule {

    private final CronExpression cron;

    private Schedule(CronExpression cron) {
        this.cron = cron;
    }

    /** Reads an expression; what is wrong with it is an {@link IllegalArgumentException}. */
    public static Schedule parse(String text, ZoneId zone) {
        try {
            var cron = new CronExpression(text);
            cron.setTimeZone(TimeZone.getTimeZone(zone));
            return new Schedule(cron);
        } catch (ParseException e) {
            throw new IllegalArgumentException("= " + text + " is not a Quartz cron expression: " + e.getMessage()
                    + " Write second, minute, hour, day, month and weekday, one of the days as ?: 0 30 2 * * ?");
        }
    }

    /** The first time after a moment; empty when there is none any more. */
    @SuppressWarnings("JavaUtilDate") // Quartz speaks in it.
    public Optional<Instant> nextAfter(Instant moment) {
        return Optional.ofNullable(cron.getNextValidTimeAfter(Date.from(moment)))
                .map(Date::toInstant);
    }
}
