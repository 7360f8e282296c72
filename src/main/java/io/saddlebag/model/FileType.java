package io.saddlebag.model;

/** What a path is, symbolic links not followed. */
public enum FileType {
    FILE,
    DIRECTORY,
    /** A symbolic link. */
    LINK,
    /** A FIFO, socket or device: never opened, never carried. */
    OTHER
}
