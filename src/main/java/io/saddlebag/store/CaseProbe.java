package io.saddlebag.store;

import io.saddlebag.tree.TemporaryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Finds out whether a file system tells names apart by case. Only those that may not are asked, by a file of ours. */
final class CaseProbe {

    /** As Linux and macOS call them. {@code fuseblk} is NTFS or exFAT. */
    private static final Set<String> DOUBTFUL = Set.of(
            "vfat",
            "msdos",
            "exfat",
            "fuseblk",
            "fuse",
            "ntfs",
            "ntfs3",
            "cifs",
            "smb3",
            "smbfs",
            "hfs",
            "hfsplus",
            "apfs",
            "zfs",
            "9p",
            "virtiofs",
            "jfs");

    private CaseProbe() {}

    /** A frozen file system of a doubtful type is taken not to tell. */
    static boolean tellsCase(Path root, boolean frozen) throws IOException {
        var type = Files.getFileStore(root).type().toLowerCase(Locale.ROOT);
        boolean doubtful = DOUBTFUL.contains(type) || type.startsWith("fuse");
        return !doubtful || (!frozen && isTold(root));
    }

    private static boolean isTold(Path root) throws IOException {
        var file = Files.createFile(TemporaryName.beside(root.resolve("x")), Attributes.OWNER_ONLY_FILE);
        try {
            var upper = file.resolveSibling(String.valueOf(file.getFileName()).toUpperCase(Locale.ROOT));
            return !Files.exists(upper, LinkOption.NOFOLLOW_LINKS);
        } finally {
            Files.delete(file);
        }
    }
}
