package io.saddlebag.tree;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The fields into which the JDK itself reads stat(2), without the map of boxed values that its public way to inode and
 * status change time fills for each path. A first sweep of 100,000 files takes a third of the time with them. They are there
 * where the launcher opens {@code java.base/sun.nio.fs}; elsewhere, and with a JDK that has other ones, {@link #open} says
 * so and {@link Stat} reads the map. A record, because the fields of records are constants to the compiler.
 */
record StatFields(
        MethodHandle read,
        MethodHandle mode,
        MethodHandle size,
        MethodHandle inode,
        MethodHandle device,
        MethodHandle links,
        MethodHandle uid,
        MethodHandle gid,
        MethodHandle modifiedSeconds,
        MethodHandle modifiedNanos,
        MethodHandle changedSeconds,
        MethodHandle changedNanos) {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    /** Beyond so many seconds nanoseconds do not fit a long. */
    private static final long MAX_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND - 1;

    /** The fields, or null where there is no access to them. */
    static @Nullable StatFields open() {
        try {
            var attributes = Class.forName("sun.nio.fs.UnixFileAttributes");
            var path = Class.forName("sun.nio.fs.UnixPath");
            return of(attributes, path, MethodHandles.privateLookupIn(attributes, MethodHandles.lookup()));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static StatFields of(Class<?> attributes, Class<?> path, MethodHandles.Lookup lookup)
            throws ReflectiveOperationException {
        return new StatFields(
                lookup.findStatic(attributes, "get", MethodType.methodType(attributes, path, boolean.class))
                        .asType(MethodType.methodType(Object.class, Path.class, boolean.class)),
                number(lookup, attributes, "st_mode", int.class),
                number(lookup, attributes, "st_size", long.class),
                number(lookup, attributes, "st_ino", long.class),
                number(lookup, attributes, "st_dev", long.class),
                number(lookup, attributes, "st_nlink", int.class),
                number(lookup, attributes, "st_uid", int.class),
                number(lookup, attributes, "st_gid", int.class),
                number(lookup, attributes, "st_mtime_sec", long.class),
                number(lookup, attributes, "st_mtime_nsec", long.class),
                number(lookup, attributes, "st_ctime_sec", long.class),
                number(lookup, attributes, "st_ctime_nsec", long.class));
    }

    private static MethodHandle number(MethodHandles.Lookup lookup, Class<?> holder, String field, Class<?> type)
            throws ReflectiveOperationException {
        return lookup.findGetter(holder, field, type).asType(MethodType.methodType(long.class, Object.class));
    }

    /** The entry at a path; null where there is none or it cannot be read, so that the public way says why. */
    @Nullable
    Entry entry(Path absolute, Path relative, boolean following) {
        try {
            return entry((Object) read.invokeExact(absolute, following), relative);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return null;
        }
    }

    private Entry entry(Object stat, Path relative) throws Throwable {
        int bits = (int) (long) mode.invokeExact(stat);
        var type = Stat.type(bits);
        var version = new FileVersion(
                (long) size.invokeExact(stat),
                nanos((long) modifiedSeconds.invokeExact(stat), (long) modifiedNanos.invokeExact(stat)),
                (long) inode.invokeExact(stat),
                nanos((long) changedSeconds.invokeExact(stat), (long) changedNanos.invokeExact(stat)));
        return new Entry(
                relative,
                type,
                version,
                bits & Stat.MODE_MASK,
                (int) (long) uid.invokeExact(stat),
                (int) (long) gid.invokeExact(stat),
                (long) device.invokeExact(stat),
                type == FileType.FILE ? (int) (long) links.invokeExact(stat) : 1);
    }

    private static long nanos(long seconds, long nanos) {
        return Math.abs(seconds) < MAX_SECONDS
                ? seconds * NANOS_PER_SECOND + nanos
                : FileTime.from(seconds, TimeUnit.SECONDS).to(TimeUnit.NANOSECONDS);
    }
}
