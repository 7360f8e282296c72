package io.saddlebag.catalog;

import java.nio.file.Path;
import java.time.Clock;

/** The embedded database. */
public final class Catalog implements AutoCloseable {

    /** Opens or creates the catalog in a directory; one that is corrupt is set aside. */
    public static Catalog open(Path directory, Clock clock) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
