package io.saddlebag.alert;

import java.time.Duration;

/**
 * When admins are told of something.
 *
 * @param host what the machine is called in messages
 * @param partialAfter how many partial runs in a row are told
 * @param overdue a job is overdue when so many times of its schedule have passed since its last good run
 * @param sizeChange by how many percent a snapshot's size may differ from those before; 0 for any
 * @param changedShare how many percent of the paths may change in one run; 0 for any
 * @param freeSpace how much space a destination is to have left
 * @param repeat a condition that persists is told again after that time at the earliest
 * @param digest what happens within that time becomes one message
 */
public record AlertSettings(
        String host,
        int partialAfter,
        int overdue,
        int sizeChange,
        int changedShare,
        FreeSpace freeSpace,
        Duration repeat,
        Duration digest) {

    private static final long GIBIBYTE = 1L << 30;

    /** What holds where nothing else is said. */
    public static AlertSettings defaults(String host) {
        return new AlertSettings(
                host, 2, 2, 50, 50, new FreeSpace(GIBIBYTE, false), Duration.ofDays(1), Duration.ofMinutes(1));
    }
}
