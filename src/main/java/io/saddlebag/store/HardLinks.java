package io.saddlebag.store;

import io.saddlebag.tree.TemporaryName;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes hard links, where the file system knows them: of most that is found out once, by a file of ours. */
final class HardLinks {

    private static final Logger LOG = LoggerFactory.getLogger(HardLinks.class);
    private static final String NOT_THERE = "hard links cannot be made there; each name is a file of its own";

    /** Those that need not be asked. */
    private static final Set<String> WITHOUT = Set.of("vfat", "msdos", "exfat");

    private final Path root;
    private final Attributes attributes;
    private final boolean syncEachName;
    private @Nullable Boolean possible;

    HardLinks(Path root, Attributes attributes, boolean syncEachName) {
        this.root = root;
        this.attributes = attributes;
        this.syncEachName = syncEachName;
    }

    synchronized boolean arePossible() throws IOException {
        var known = possible;
        if (known == null) {
            known = isLikely() && (attributes.isFrozen() || isPossible());
            possible = known;
            if (!known) {
                attributes.limitedBy(NOT_THERE);
            }
        }
        return known;
    }

    private boolean isLikely() throws IOException {
        return !Files.exists(root)
                || !WITHOUT.contains(Files.getFileStore(root).type().toLowerCase(Locale.ROOT));
    }

    private boolean isPossible() throws IOException {
        var link = TemporaryName.beside(root.resolve("x"));
        var time = Files.getLastModifiedTime(root);
        try {
            return attributes.isPossible(file -> Files.createLink(link, file));
        } finally {
            Files.deleteIfExists(link);
            putBack(time);
        }
    }

    /** The time of the root, which is another one whenever something is made in it. Only its owner can set it. */
    private void putBack(FileTime time) {
        try {
            Files.setLastModifiedTime(root, time);
        } catch (IOException e) {
            LOG.debug("The time of {} could not be put back", root, e);
        }
    }

    /** Makes a temporary name for a file; false where the file has as many names as it can have, or is on another file system. */
    static boolean make(Path temporary, Path existing) throws IOException {
        try {
            Files.createLink(temporary, existing);
            return true;
        } catch (FileSystemException e) {
            var reason = String.valueOf(e.getReason());
            if (reason.contains("Too many links") || reason.contains("cross-device")) {
                return false;
            }
            throw e;
        }
    }

    /** Makes another name of a file or link; false where that is not possible, for whatever reason but that it is not there. */
    static boolean makeIfPossible(Path link, Path existing) throws IOException {
        try {
            Files.createLink(link, existing);
            return true;
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException e) {
            LOG.debug("{} cannot have another name", existing, e);
            return false;
        }
    }

    /** Gives a file its name in the place of a temporary one: renaming one name of a file to another of it leaves both. */
    void place(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        if (syncEachName) {
            Sync.directory(target.resolveSibling(""));
        }
    }
}
