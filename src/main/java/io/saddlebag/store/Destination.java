package io.saddlebag.store;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tree that files are put into. Paths are relative to its root. No operation follows a symbolic link below the root:
 * one that stands where a directory is expected is an error, never a way out of the tree. All operations are safe to call
 * from several threads on different paths.
 */
public interface Destination {

    /** What an operator calls it: a path or a URI without secrets. */
    String name();

    /** The entry at a path, or null where there is none. */
    @Nullable
    Entry stat(Path path) throws IOException;

    /** The entries of a directory, in no order. */
    List<Entry> list(Path directory) throws IOException;

    /** The content of a file. */
    InputStream read(Path file) throws IOException;

    /** Where a symbolic link points. */
    Path linkTarget(Path link) throws IOException;

    /** Begins to write a file; nothing is seen at its path before {@link Upload#commit}. */
    Upload write(Path file) throws IOException;

    /** Makes a directory, open to its owner only until its attributes are set. Its parent exists. */
    void makeDirectory(Path directory) throws IOException;

    /**
     * Makes a symbolic link, replacing a file or link of that name atomically.
     *
     * @param attributes path, owner and times of the link
     * @return the entry as read back
     */
    Entry link(Entry attributes, Path target) throws IOException;

    /**
     * Sets mode, times and, for the superuser, owner and group.
     *
     * @return the entry as read back
     */
    Entry setAttributes(Entry attributes) throws IOException;

    /** Whether files and directories there can have extended attributes. */
    default boolean carriesExtendedAttributes() {
        return false;
    }

    /** The users' extended attributes of a file or directory; none where it can have none. */
    default ExtendedAttributes extendedAttributes(Path path) throws IOException {
        return ExtendedAttributes.NONE;
    }

    /** Makes these the users' extended attributes of a file or directory, and no others; its mode is to be set afterwards. */
    default void setExtendedAttributes(Path path, ExtendedAttributes wanted) throws IOException {}

    /** Whether a file there can have several names. */
    default boolean makesHardLinks() throws IOException {
        return false;
    }

    /**
     * Makes another name of a file, replacing a file or link of that name atomically.
     *
     * @param existing the file
     * @return the entry as read back; null where this file can have no other name there, and nothing was done
     */
    default @Nullable Entry hardLink(Path existing, Path link) throws IOException {
        return null;
    }

    /**
     * Gives a file or link a further name where nothing is, and leaves its own.
     *
     * @return false where it can have no other name there, and nothing was done
     */
    default boolean linkAside(Path existing, Path name) throws IOException {
        return false;
    }

    /** Adds a line to a file's end, which is made if need be. What a crash left of a line before it is a line of its own. */
    default void appendLine(Path file, byte[] line) throws IOException {
        throw new UnsupportedOperationException(name() + " cannot add to files");
    }

    /** Renames within the tree, replacing a file or link atomically. */
    void move(Path from, Path to) throws IOException;

    /** Deletes one file, link or empty directory; that it is gone already is no error. */
    void delete(Path path, FileType type) throws IOException;

    /** Removes what crashed writers left in a directory. The caller holds the destination's lock. */
    void removeLeftover(Path temporary) throws IOException;

    /** Returns when everything written so far survives a power failure. */
    void flush() throws IOException;

    /** How much room there is. */
    Space space() throws IOException;

    /** When its root was made, in nanoseconds since 1970; 0 where that is not known. */
    default long born() throws IOException {
        return 0;
    }

    /** From now on nothing is changed, not even permissions to look at something. */
    default void freeze() {}

    /** Whether names that differ only in case, or in how their letters are composed, are different names there. */
    default boolean tellsCase() throws IOException {
        return true;
    }

    /** What the destination refused to carry so far (owners, permissions), each in words for an operator. */
    default Set<String> limitations() {
        return Set.of();
    }
}
