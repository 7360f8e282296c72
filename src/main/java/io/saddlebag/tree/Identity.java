package io.saddlebag.tree;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Who this process is, and so what it may carry.
 *
 * @param uid its user's number; -1 where that is not known
 * @param gid its group's number; -1 where that is not known
 */
public record Identity(int uid, int gid) {

    /** The user and group of this process. */
    public static Identity current() {
        try {
            var process = Stat.following(Path.of("/proc/self"), Path.of(""));
            return new Identity(process.uid(), process.gid());
        } catch (IOException e) {
            return new Identity("root".equals(System.getProperty("user.name")) ? 0 : -1, -1);
        }
    }

    /** Whether it may give files to others. */
    public boolean isSuperuser() {
        return uid == 0;
    }
}
