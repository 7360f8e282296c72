package io.saddlebag.cli;

import io.saddlebag.model.ConfigurationException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.quartz.CronExpression;

/** When a job is to run, as its {@code schedule} says it. */
final class Schedule {

    private final CronExpression cron;

    /** A Quartz cron expression in the time zone of the system. */
    Schedule(String expression) {
        try {
            cron = new CronExpression(expression);
        } catch (ParseException e) {
            throw new ConfigurationException(
                    "\"" + expression + "\" is not a Quartz cron expression: " + e.getMessage());
        }
    }

    /** The first time after another, or nothing where the schedule has come to its end. */
    Optional<Instant> after(Instant time) {
        return Optional.ofNullable(cron.getNextValidTimeAfter(Date.from(time))).map(Date::toInstant);
    }
}
