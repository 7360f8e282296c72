package io.saddlebag.archive;

/**
 * A time as the text {@code seconds.nanoseconds}, nine digits after the point. The number is the value: half a second before 1970 is
 * {@code -0.500000000}.
 */
final class NanoTime {

    private static final int DIGITS = 9;
    private static final long SECOND = 1_000_000_000;

    private NanoTime() {}

    static String text(long nanos) {
        var fraction = Long.toString(Math.abs(nanos % SECOND));
        return (nanos < 0 ? "-" : "") + Math.abs(nanos / SECOND) + "." + "0".repeat(DIGITS - fraction.length())
                + fraction;
    }

    /** Reads the text form; any other text is a {@link NumberFormatException}. */
    static long parse(String text) {
        int point = text.indexOf('.');
        if (point < 1 || text.length() - point - 1 != DIGITS) {
            throw new NumberFormatException(text + " is not a time");
        }
        return Long.parseLong(text.substring(0, point) + text.substring(point + 1));
    }
}
