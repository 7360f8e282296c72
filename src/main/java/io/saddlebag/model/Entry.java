package io.saddlebag.model;

import java.nio.file.Path;

/**
 * One path of a tree as it was when it was looked at.
 *
 * @param path relative to the tree's root; the root itself is the empty path
 * @param type what it is, symbolic links not followed
 * @param version what its content is compared by
 * @param mode the permission bits, setuid, setgid and sticky included ({@code 07777})
 * @param uid number of the owner
 * @param gid number of the group
 * @param device number of the device that holds it
 * @param links how many names a file has; 1 where that is not known, and for all but files
 */
public record Entry(Path path, FileType type, FileVersion version, int mode, int uid, int gid, long device, int links) {

    /** An entry whose file has no other name. */
    public Entry(Path path, FileType type, FileVersion version, int mode, int uid, int gid, long device) {
        this(path, type, version, mode, uid, gid, device, 1);
    }

    /** Whether it is a directory, not a link to one. */
    public boolean isDirectory() {
        return type == FileType.DIRECTORY;
    }

    /** Whether mode, owner and group are the same. */
    public boolean sameAttributes(Entry other) {
        return mode == other.mode && uid == other.uid && gid == other.gid;
    }

    /** Whether it is the same file or directory, by whatever name. */
    public boolean isSameFile(Entry other) {
        return device == other.device && version.inode() == other.version.inode();
    }

    /** The same entry at another path. */
    public Entry at(Path other) {
        return new Entry(other, type, version, mode, uid, gid, device, links);
    }

    /** The same entry with another version. */
    public Entry withVersion(FileVersion other) {
        return new Entry(path, type, other, mode, uid, gid, device, links);
    }

    /** The same entry with another mode. */
    public Entry withMode(int other) {
        return new Entry(path, type, version, other, uid, gid, device, links);
    }

    /** The same entry with another number of names. */
    public Entry withLinks(int other) {
        return new Entry(path, type, version, mode, uid, gid, device, other);
    }
}
