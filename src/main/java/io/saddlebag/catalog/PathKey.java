package io.saddlebag.catalog;

import io.saddlebag.model.PathBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A relative path as the catalog keys it: the bytes of its directory and of its name. Ascending order puts a directory
 * before everything below it, descending order after it. The root is the directory {@code /} with an empty name, which no
 * relative path can be.
 */
final class PathKey {

    private static final byte[] NONE = {};
    private static final PathKey ROOT = new PathKey(new byte[] {'/'}, NONE);

    private final byte[] dir;
    private final byte[] name;

    PathKey(byte[] dir, byte[] name) {
        this.dir = dir;
        this.name = name;
    }

    static PathKey of(Path path) {
        return of(PathBytes.of(path));
    }

    private static PathKey of(byte[] path) {
        if (path.length == 0) {
            return ROOT;
        }
        int slash = path.length - 1;
        while (slash >= 0 && path[slash] != '/') {
            slash--;
        }
        if (slash == 0) {
            throw new IllegalArgumentException("not relative: " + new String(path, StandardCharsets.UTF_8));
        }
        var dir = slash < 0 ? NONE : Arrays.copyOf(path, slash);
        return new PathKey(dir, Arrays.copyOfRange(path, slash + 1, path.length));
    }

    byte[] dir() {
        return dir;
    }

    byte[] name() {
        return name;
    }

    boolean isRoot() {
        return name.length == 0;
    }

    /** The key of the directory that holds it; the root's is the root. */
    PathKey parent() {
        return isRoot() ? ROOT : of(dir);
    }

    Path path() {
        return PathBytes.toPath(bytes());
    }

    private byte[] bytes() {
        if (isRoot() || dir.length == 0) {
            return name;
        }
        var path = Arrays.copyOf(dir, dir.length + 1 + name.length);
        path[dir.length] = '/';
        System.arraycopy(name, 0, path, dir.length + 1, name.length);
        return path;
    }

    /** The least directory below this path's directory, exclusive: with {@link #belowEnd()} the range of all of them. */
    byte[] belowStart() {
        return withLast((byte) '/');
    }

    /** The first directory name after all that are below this path. */
    byte[] belowEnd() {
        return withLast((byte) ('/' + 1));
    }

    /** The path's own bytes: the directory of its direct entries. */
    byte[] asDirectory() {
        return bytes();
    }

    private byte[] withLast(byte last) {
        var path = bytes();
        var bound = Arrays.copyOf(path, path.length + 1);
        bound[path.length] = last;
        return bound;
    }
}
