package io.saddlebag.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * File systems that others change too, or that a program stands behind: what happens there without this system's kernel is
 * told by no event (inotify(7), "Limitations and caveats").
 */
final class EventlessFileSystems {

    private static final Set<String> TYPES = Set.of(
            "9p",
            "afs",
            "beegfs",
            "ceph",
            "cifs",
            "coda",
            "drvfs",
            "fuse",
            "gfs2",
            "gpfs",
            "lustre",
            "ncpfs",
            "nfs",
            "nfs4",
            "ocfs2",
            "prl_fs",
            "proc",
            "smb3",
            "smbfs",
            "sysfs",
            "vboxsf",
            "virtiofs",
            "vmhgfs");

    private EventlessFileSystems() {}

    /** The type of the file system that holds a path, if it is one of these. */
    static Optional<String> typeOf(Path path) throws IOException {
        return Optional.of(Files.getFileStore(path).type()).filter(EventlessFileSystems::isEventless);
    }

    /** Whether it is one of these; {@code fuseblk} is not: a disk of this machine. */
    static boolean isEventless(String type) {
        return type.startsWith("fuse.") || TYPES.contains(type);
    }
}
