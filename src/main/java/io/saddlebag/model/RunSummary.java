package io.saddlebag.model;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a run did, as one line for people. */
public final class RunSummary {

    private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

    private RunSummary() {}

    /** {@code 12 created, 3 modified, 1 deleted, 84 unchanged, 0 failed; 4.2 MB in 0.3 s}. */
    public static String of(Run run) {
        var counts = run.counts();
        return counts.created() + " created, " + counts.modified() + " modified, " + counts.deleted() + " deleted, "
                + counts.unchanged() + " unchanged, " + counts.failed() + " failed" + held(counts.held()) + "; "
                + bytes(counts.bytes()) + " in " + seconds(run);
    }

    /** An amount in decimal units with one digit: {@code 999 B}, {@code 4.2 MB}. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double amount = bytes / 1000.0;
        int unit = 0;
        while (amount >= 999.95 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        return oneDigit(amount) + " " + UNITS[unit];
    }

    private static String held(long held) {
        if (held == 0) {
            return "";
        }
        return ", " + held + (held == 1 ? " deletion" : " deletions") + " held back";
    }

    private static String seconds(Run run) {
        var time = elapsed(run);
        return time == null ? "an unknown time" : oneDigit(time.toMillis() / 1000.0) + " s";
    }

    private static @Nullable Duration elapsed(Run run) {
        return run.ended() == null ? null : Duration.between(run.started(), run.ended());
    }

    private static String oneDigit(double amount) {
        return String.format(Locale.ROOT, "%.1f", amount);
    }
}
