package io.saddlebag.testkit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.saddlebag.tree.UserAttributes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Modes, modification times and owners as they are met in the wild, and some that are not. */
final class RandomAttributes {

    private static final List<Integer> FILE_MODES = List.of(
            0400, 0444, 0500, 0555, 0600, 0640, 0644, 0644, 0644, 0664, 0666, 0700, 0755, 0777, 04755, 02711, 01644);
    private static final List<Integer> DIRECTORY_MODES =
            List.of(0500, 0555, 0700, 0711, 0750, 0755, 0755, 0755, 0775, 0777, 01777, 02775);
    private static final List<Integer> MODES_FOR_ROOT = List.of(0000, 0001, 0044, 0100, 0200, 0222, 0300, 0333);
    private static final List<Integer> OWNERS = List.of(0, 0, 0, 1, 33, 1000, 65534, 123456);
    private static final List<String> EXTENDED = List.of("comment", "with space", "a.b.c", "größe");
    private static final List<String> TIMES = List.of(
            "1902-01-01T00:00:00Z",
            "1960-02-29T12:34:56Z",
            "1969-12-31T23:59:59Z",
            "1970-01-01T00:00:00Z",
            "1970-01-01T00:00:00.000000001Z",
            "1980-01-01T00:00:00.999999999Z",
            "1999-12-31T23:59:59.999Z",
            "2038-01-19T03:14:08.123456789Z",
            "2106-02-07T06:28:16.5Z",
            "2261-12-31T00:00:00.987654321Z");

    private final Random random;
    private final boolean owners;
    private final boolean modesForRoot;

    RandomAttributes(Random random, boolean owners, boolean modesForRoot) {
        this.random = random;
        this.owners = owners;
        this.modesForRoot = modesForRoot;
    }

    /** Sets owner, mode and time of a file or directory. The owner comes first: it clears setuid and setgid. */
    void apply(Path path) throws IOException {
        applyOwner(path);
        if (random.nextInt(4) == 0) {
            applyExtended(path);
        }
        applyMode(path);
        applyTime(path);
    }

    /** Sets an extended attribute of a file or directory, or removes it. What its owner may not write to stays as it is. */
    void applyExtended(Path path) throws IOException {
        var view = UserAttributes.view(path);
        if (!UserAttributes.areCarriedBy(path) || !Files.isReadable(path) || !Files.isWritable(path)) {
            return;
        }
        var name = oneOf(EXTENDED);
        if (view.list().contains(name) && random.nextBoolean()) {
            view.delete(name);
            return;
        }
        var value = new byte[random.nextInt(100)];
        random.nextBytes(value);
        view.write(name, ByteBuffer.wrap(value));
    }

    /** Sets owner and time of a link, not of what it points to. */
    void applyToLink(Path link) throws IOException {
        applyOwner(link);
        applyTime(link);
    }

    void applyMode(Path path) throws IOException {
        var modes = Files.isDirectory(path, NOFOLLOW_LINKS) ? DIRECTORY_MODES : FILE_MODES;
        if (modesForRoot && random.nextInt(5) == 0) {
            modes = MODES_FOR_ROOT;
        }
        Files.setAttribute(path, "unix:mode", oneOf(modes));
    }

    void applyTime(Path path) throws IOException {
        setTime(path, FileTime.from(time()));
    }

    static void setTime(Path path, FileTime time) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, NOFOLLOW_LINKS)
                .setTimes(time, null, null);
    }

    private void applyOwner(Path path) throws IOException {
        if (owners) {
            Files.setAttribute(path, "unix:uid", oneOf(OWNERS), NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", oneOf(OWNERS), NOFOLLOW_LINKS);
        }
    }

    /** Before 1970 whole seconds only: Java sets a time there that has a fraction to 1970. */
    private Instant time() {
        if (random.nextInt(3) == 0) {
            return Instant.parse(oneOf(TIMES));
        }
        var lastYears = Duration.ofDays(5 * 365L).toSeconds();
        return Instant.parse("2024-01-01T00:00:00Z")
                .plusSeconds((long) (random.nextDouble() * lastYears))
                .plusNanos(random.nextInt(1_000_000_000));
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
