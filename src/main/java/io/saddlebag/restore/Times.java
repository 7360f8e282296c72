package io.saddlebag.restore;

import io.saddlebag.model.FileVersion;
import java.util.concurrent.TimeUnit;

/** Modification times as file systems keep them: FAT in steps of two seconds, links in microseconds. */
final class Times {

    private static final long COARSE = TimeUnit.SECONDS.toNanos(2);
    private static final long MICROSECOND = TimeUnit.MICROSECONDS.toNanos(1);

    private Times() {}

    /** Whether one may be the other as a file system with coarse times keeps it. */
    static boolean couldBeSame(FileVersion one, FileVersion other) {
        return one.modified() == other.modified() || Math.abs(one.modified() - other.modified()) < COARSE;
    }

    /** Whether links that were copied from each other would have them. */
    static boolean sameOfLinks(FileVersion one, FileVersion other) {
        return Math.abs(one.modified() - other.modified()) < MICROSECOND;
    }
}
