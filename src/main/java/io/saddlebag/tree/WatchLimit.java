package io.saddlebag.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much the system lets one user watch, and what to say when that is not enough. */
final class WatchLimit {

    private static final Path SETTINGS = Path.of("/proc/sys/fs/inotify");
    private static final String WATCHES = "max_user_watches";
    private static final String INSTANCES = "max_user_instances";
    private static final long LEAST_WATCHES = 524_288;
    private static final long LEAST_INSTANCES = 512;

    private WatchLimit() {}

    /** What to set, for a tree with so many directories. */
    static String tooFewWatches(long directories) {
        return advice(
                "its " + directories + " directories need more watches than the system allows one user",
                WATCHES,
                Math.max(LEAST_WATCHES, Math.max(2 * current(WATCHES), powerOfTwo(2 * directories))));
    }

    /** What to set when not even one watcher could be opened. */
    static String tooFewInstances() {
        return advice(
                "the system allows this user no more watchers, or this process no more open files",
                INSTANCES,
                Math.max(LEAST_INSTANCES, 2 * current(INSTANCES)));
    }

    private static String advice(String what, String setting, long value) {
        return what + " (fs.inotify." + setting + " = " + current(setting) + ", for all programs together). Set it with"
                + " \"sysctl -w fs.inotify." + setting + "=" + value + "\", and in /etc/sysctl.d to keep it";
    }

    private static long powerOfTwo(long atLeast) {
        return Long.highestOneBit(Math.max(1, atLeast - 1)) << 1;
    }

    /** What is allowed at present, to notice that it was raised. */
    static String present() {
        return current(WATCHES) + "/" + current(INSTANCES);
    }

    /** In one piece: the kernel gives nothing of such a file after a first read that was too short. */
    private static long current(String setting) {
        var digits = ByteBuffer.allocate(32);
        try (var file = Files.newByteChannel(SETTINGS.resolve(setting))) {
            file.read(digits);
            return Long.parseLong(
                    StandardCharsets.US_ASCII.decode(digits.flip()).toString().strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
