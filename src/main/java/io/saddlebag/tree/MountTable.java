package io.saddlebag.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the file systems are mounted, as {@code /proc/self/mountinfo} tells it (proc_pid_mountinfo(5)): so that one
 * directory is known again under the names that bind mounts give it.
 */
public final class MountTable {

    private static final Path SOURCE = Path.of("/proc/self/mountinfo");

    private final String text;
    private final List<Mount> mounts;

    private MountTable(String text, List<Mount> mounts) {
        this.text = text;
        this.mounts = mounts;
    }

    /** One line of it: which directory of which device is seen where. */
    private record Mount(String device, Path root, Path point) {}

    /**
     * A directory of a device, whatever it is called.
     *
     * @param device its major and minor number
     * @param path from the root of its file system
     */
    public record Place(String device, Path path) {

        /** Whether it is another place or below it. */
        public boolean isBelow(Place other) {
            return device.equals(other.device) && path.startsWith(other.path);
        }
    }

    /** The mounts as they are now; none where the system does not tell. */
    public static MountTable read() throws IOException {
        return parse(readText());
    }

    /** The same as they are now: this one, where nothing changed. */
    MountTable readAgain() throws IOException {
        var now = readText();
        return now.equals(text) ? this : parse(now);
    }

    private static String readText() throws IOException {
        return Files.isReadable(SOURCE) ? new String(Files.readAllBytes(SOURCE), StandardCharsets.UTF_8) : "";
    }

    static MountTable parse(String text) {
        var mounts = new ArrayList<Mount>();
        text.lines().forEach(line -> {
            var fields = line.split(" ", 6);
            if (fields.length == 6 && fields[3].startsWith("/")) {
                mounts.add(new Mount(fields[2], path(fields[3]), path(fields[4])));
            }
        });
        return new MountTable(text, mounts);
    }

    /** Spaces, tabs, newlines and backslashes are escaped. */
    private static Path path(String field) {
        return Path.of(field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\"));
    }

    /** The directories below one where something was mounted or unmounted since another time, the upper ones first. */
    SortedSet<Path> changedBelow(Path directory, MountTable before) {
        var points = new TreeSet<Path>();
        for (var mount : mounts) {
            if (!before.mounts.contains(mount)) {
                points.add(mount.point());
            }
        }
        for (var mount : before.mounts) {
            if (!mounts.contains(mount)) {
                points.add(mount.point());
            }
        }
        points.removeIf(point -> point.equals(directory) || !point.startsWith(directory));
        return points;
    }

    /** Where a real path is; null where that is not known. The innermost mount counts, and of several there the last. */
    public @Nullable Place locate(Path real) {
        Mount found = null;
        for (var mount : mounts) {
            if (real.startsWith(mount.point())
                    && (found == null
                            || mount.point().getNameCount() >= found.point().getNameCount())) {
                found = mount;
            }
        }
        return found == null
                ? null
                : new Place(
                        found.device(),
                        found.root().resolve(found.point().relativize(real)).normalize());
    }
}
