package io.saddlebag.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The order of a tree that is walked depth first: a directory before what is in it, names by their bytes without sign. It
 * is the order of whole paths' bytes once a slash counts less than any other byte.
 */
public final class PathOrder implements Comparator<Path> {

    /** The order; it has no state. */
    public static final PathOrder DEPTH_FIRST = new PathOrder();

    private PathOrder() {}

    @Override
    public int compare(Path first, Path second) {
        return compare(PathBytes.of(first), PathBytes.of(second));
    }

    /** The same for paths as bytes. */
    public static int compare(byte[] first, byte[] second) {
        int at = Arrays.mismatch(first, second);
        if (at < 0) {
            return 0;
        }
        if (at >= first.length || at >= second.length) {
            return Integer.compare(first.length, second.length);
        }
        return Integer.compare(rank(first[at]), rank(second[at]));
    }

    /** No name holds a zero byte, so a slash can take its place. */
    private static int rank(byte value) {
        return value == '/' ? 0 : value & 0xFF;
    }
}
