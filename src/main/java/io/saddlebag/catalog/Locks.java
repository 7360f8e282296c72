package io.saddlebag.catalog;

import java.nio.file.Path;

/** The locks of jobs and destinations, as locks of the operating system: a process that dies leaves none. */
public final class Locks {

    /** Locks kept as files of a directory. */
    public Locks(Path directory) {}
}
