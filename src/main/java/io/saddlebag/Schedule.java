package io.saddlebag;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * When a job begins by itself: a cron expression of Quartz, with seconds first, on the clock of a time zone. Where that
 * clock is put forward, a time that it leaves out is none of the schedule's; where it is put back, of a time that comes
 * twice only the second one is.
 */
public final class Schedule {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final CronExpression cron;
    private final ZoneId zone;
    private final boolean runMissed;

    private Schedule(CronExpression cron, ZoneId zone, boolean runMissed) {
        this.cron = cron;
        this.zone = zone;
        this.runMissed = runMissed;
    }

    /** Reads an expression; what is wrong with it is an {@link IllegalArgumentException}. */
    public static Schedule parse(String text, ZoneId zone) {
        try {
            var cron = new CronExpression(text);
            cron.setTimeZone(TimeZone.getTimeZone(zone));
            return new Schedule(cron, zone, true);
        } catch (ParseException e) {
            throw new IllegalArgumentException("= " + text + " is not a Quartz cron expression: " + e.getMessage()
                    + " Write second, minute, hour, day, month and weekday, one of the days as ?: 0 30 2 * * ?");
        }
    }

    /** The same with or without making up for missed runs. */
    Schedule withRunMissed(boolean wanted) {
        return new Schedule(cron, zone, wanted);
    }

    /** Whether a run that was missed, as the process was down, is made up for at the next start. */
    boolean runsMissed() {
        return runMissed;
    }

    /** The expression. */
    public String expression() {
        return cron.getCronExpression();
    }

    /** The time zone's name as Quartz knows it. */
    String zoneName() {
        return cron.getTimeZone().getID();
    }

    /** The first time after a moment; empty when there is none any more. */
    public Optional<Instant> nextAfter(Instant moment) {
        return nextAfter(moment, 1);
    }

    /**
     * One of the times after a moment; empty when there are not so many any more.
     *
     * @param count 1 for the first one
     */
    @SuppressWarnings("JavaUtilDate") // Quartz speaks in it.
    public Optional<Instant> nextAfter(Instant moment, int count) {
        var time = Date.from(moment);
        for (int i = 0; i < count && time != null; i++) {
            time = cron.getNextValidTimeAfter(time);
        }
        return Optional.ofNullable(time).map(Date::toInstant);
    }

    /** The last time after one moment and not after another one. */
    Optional<Instant> lastBetween(Instant after, Instant upTo) {
        if (!firesBetween(after, upTo)) {
            return Optional.empty();
        }
        long low = after.getEpochSecond();
        long high = upTo.getEpochSecond();
        // Something is in (low, upTo], and nothing in (high, upTo].
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (firesBetween(Instant.ofEpochSecond(middle), upTo)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return nextAfter(Instant.ofEpochSecond(low));
    }

    private boolean firesBetween(Instant after, Instant upTo) {
        return nextAfter(after).filter(time -> !time.isAfter(upTo)).isPresent();
    }

    /** A time on the schedule's clock: {@code 2026-11-21 02:30:00}, with the zone's name where it is not the system's. */
    public String show(Instant time) {
        var local = LOCAL.format(time.atZone(zone));
        return zone.equals(ZoneId.systemDefault()) ? local : local + " " + zone.getId();
    }

    /** The expression and the time zone, which together make the schedule. */
    @Override
    public String toString() {
        return expression() + " " + zoneName();
    }
}
