package io.saddlebag.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One path of a snapshot: what it was, and where its content is.
 *
 * @param path the source's name, then the path in the source
 * @param type a file, directory or link
 * @param version what its content is compared by: a file's size (0 for others), its modification time, and inode and status
 *     change time of the source where they are known
 * @param mode the permission bits, setuid, setgid and sticky included
 * @param owner whose it is
 * @param link where a symbolic link points; null for others
 * @param hardlink an earlier path of the same snapshot that is the same file, and holds its content; null for others
 * @param held a file's content; null for others and for further names of a file
 * @param extended the extended attributes that are carried
 * @param stale whether it could not be read this time, so that all this is what the base says; it is taken again next time
 */
public record ManifestEntry(
        Path path,
        FileType type,
        FileVersion version,
        int mode,
        Owner owner,
        @Nullable Path link,
        @Nullable Path hardlink,
        @Nullable Held held,
        ExtendedAttributes extended,
        boolean stale) {

    /** A file's size in bytes; 0 for others. */
    public long size() {
        return version.size();
    }

    /** The modification time in nanoseconds since 1970. */
    public long modified() {
        return version.modified();
    }

    /**
     * Owner and group, as numbers and, where they have one, by name.
     */
    public record Owner(
            int uid,
            int gid,
            @Nullable String user,
            @Nullable String group) {}

    /**
     * Where a file's content is and how it is proven.
     *
     * @param in the snapshot whose archive holds it
     * @param as the name of the archive's entry, where that is not the path
     * @param sha256 in small hexadecimal digits
     */
    public record Held(SnapshotId in, @Nullable Path as, String sha256) {}

    /** The same with its content in an archive. */
    public ManifestEntry withHeld(@Nullable Held other) {
        return new ManifestEntry(path, type, version, mode, owner, link, hardlink, other, extended, stale);
    }

    /** The same in another version. */
    public ManifestEntry withVersion(FileVersion other) {
        return new ManifestEntry(path, type, other, mode, owner, link, hardlink, held, extended, stale);
    }

    /** The same, to be taken again. */
    public ManifestEntry asStale() {
        return new ManifestEntry(path, type, version, mode, owner, link, hardlink, held, extended, true);
    }
}
