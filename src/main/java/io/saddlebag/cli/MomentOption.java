package io.saddlebag.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A moment as it is typed: {@code 2026-11-20T02:00}, with seconds or without, with a zone ({@code Z}, {@code +01:00},
 * {@code [Europe/Vienna]}) or in the zone of this machine, with a space in the place of the T; or a date, which means its end.
 */
final class MomentOption implements ITypeConverter<Instant> {

    private final ZoneId local;

    /** In the zone of this machine. */
    MomentOption() {
        this(ZoneId.systemDefault());
    }

    MomentOption(ZoneId local) {
        this.local = local;
    }

    @Override
    public Instant convert(String typed) {
        var text = typed.strip().replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) +", "$1T");
        try {
            if (text.indexOf('T') < 0) {
                return LocalDate.parse(text).atTime(LocalTime.MAX).atZone(local).toInstant();
            }
            var moment = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
            return moment instanceof ZonedDateTime zoned
                    ? zoned.toInstant()
                    : LocalDateTime.from(moment).atZone(local).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + typed + "' is no time such as 2026-11-20, 2026-11-20T02:00 or 2026-11-20T02:00:00+01:00");
        }
    }
}
