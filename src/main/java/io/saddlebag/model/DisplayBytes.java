package io.saddlebag.model;

import java.util.Locale;

/** Numbers of bytes for people, in decimal units. */
public final class DisplayBytes {

    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private DisplayBytes() {}

    /** With one digit after the point, from 1,000 bytes on: {@code 512 B}, {@code 4.2 MB}, {@code 12345.6 TB}. */
    public static String of(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        double value = bytes / 1e3;
        int unit = 0;
        // 999.95 is the first value that one digit shows as 1000.0.
        while (value >= 999.95 && unit < UNITS.length - 1) {
            value /= 1e3;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
