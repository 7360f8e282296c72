package io.saddlebag.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Who this process is, and so what it may carry.
 *
 * @param uid its user's number; -1 where that is not known
 * @param gid its group's number; -1 where that is not known
 * @param isSuperuser whether it may give files to others and work on them then, as root or by its capabilities
 */
public record Identity(int uid, int gid, boolean isSuperuser) {

    private static final String EFFECTIVE = "CapEff:";

    /** By their numbers: CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_FOWNER and CAP_FSETID. One alone makes files that cannot be finished. */
    private static final long NEEDED = 1 | 1 << 1 | 1 << 3 | 1 << 4;

    /** The user and group of this process. */
    public static Identity current() {
        try {
            var process = Stat.following(Path.of("/proc/self"), Path.of(""));
            return of(process.uid(), process.gid(), Files.readAllLines(Path.of("/proc/self/status")));
        } catch (IOException e) {
            boolean root = "root".equals(System.getProperty("user.name"));
            return new Identity(root ? 0 : -1, -1, root);
        }
    }

    /** A process whose {@code status} in {@code /proc} has these lines. */
    static Identity of(int uid, int gid, List<String> status) {
        boolean superuser = status.stream()
                .filter(line -> line.startsWith(EFFECTIVE))
                .findFirst()
                .map(line -> hasAll(line.substring(EFFECTIVE.length()).strip()))
                .orElse(uid == 0);
        return new Identity(uid, gid, superuser);
    }

    private static boolean hasAll(String capabilities) {
        return (Long.parseUnsignedLong(capabilities, 16) & NEEDED) == NEEDED;
    }
}
