package io.saddlebag.tree;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The names that files have while they are written: {@code .saddlebag-<16 hex>.tmp}, in the directory they will be in. */
public final class TemporaryName {

    private static final String PREFIX = ".saddlebag-";
    private static final String SUFFIX = ".tmp";
    private static final int LENGTH = PREFIX.length() + 16 + SUFFIX.length();

    private TemporaryName() {}

    /** A new temporary name beside a path. */
    public static Path beside(Path path) {
        var hex = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return path.resolveSibling(PREFIX + hex + SUFFIX);
    }

    /** Whether the last name of a path is one of a temporary file. */
    public static boolean matches(Path path) {
        var last = path.getFileName();
        if (last == null) {
            return false;
        }
        var name = last.toString();
        return name.length() == LENGTH
                && name.startsWith(PREFIX)
                && name.endsWith(SUFFIX)
                && name.substring(PREFIX.length(), LENGTH - SUFFIX.length())
                        .chars()
                        .allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
