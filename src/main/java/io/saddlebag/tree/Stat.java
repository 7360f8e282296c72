package io.saddlebag.tree;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at paths: one call of lstat for everything an {@link Entry} holds. */
public final class Stat {

    private static final String ATTRIBUTES = "unix:mode,size,lastModifiedTime,ino,ctime,uid,gid,dev,nlink";
    private static final int TYPE_MASK = 0170000;
    static final int MODE_MASK = 07777;

    private static final @Nullable StatFields FIELDS = StatFields.open();

    private Stat() {}

    /**
     * Looks at a path without following a symbolic link.
     *
     * @param absolute where it is
     * @param relative what the entry's path shall be
     */
    public static Entry of(Path absolute, Path relative) throws IOException {
        var entry = FIELDS == null ? null : FIELDS.entry(absolute, relative, false);
        return entry != null ? entry : read(absolute, relative, LinkOption.NOFOLLOW_LINKS);
    }

    /** Looks at a path; a symbolic link is followed. */
    public static Entry following(Path absolute, Path relative) throws IOException {
        var entry = FIELDS == null ? null : FIELDS.entry(absolute, relative, true);
        return entry != null ? entry : read(absolute, relative);
    }

    /** By the map of attributes, the way that is always there. */
    static Entry read(Path absolute, Path relative, LinkOption... links) throws IOException {
        return entry(Files.readAttributes(absolute, ATTRIBUTES, links), relative);
    }

    /** Looks at a path without following a symbolic link; null where there is nothing. */
    public static @Nullable Entry orNull(Path absolute, Path relative) throws IOException {
        try {
            return of(absolute, relative);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static Entry entry(Map<String, Object> attributes, Path relative) {
        int mode = (int) number(attributes, "mode");
        var version = new FileVersion(
                number(attributes, "size"),
                nanos(attributes.get("lastModifiedTime")),
                number(attributes, "ino"),
                nanos(attributes.get("ctime")));
        var type = type(mode);
        return new Entry(
                relative,
                type,
                version,
                mode & MODE_MASK,
                (int) number(attributes, "uid"),
                (int) number(attributes, "gid"),
                number(attributes, "dev"),
                type == FileType.FILE ? (int) number(attributes, "nlink") : 1);
    }

    private static long number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Number number ? number.longValue() : 0;
    }

    static FileType type(int mode) {
        return switch (mode & TYPE_MASK) {
            case 0100000 -> FileType.FILE;
            case 0040000 -> FileType.DIRECTORY;
            case 0120000 -> FileType.LINK;
            default -> FileType.OTHER;
        };
    }

    private static long nanos(@Nullable Object time) {
        return time instanceof FileTime fileTime ? fileTime.to(NANOSECONDS) : 0;
    }
}
