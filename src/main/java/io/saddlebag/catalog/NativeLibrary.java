package io.saddlebag.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/** SQLite's library, which is unpacked before it can be loaded. */
final class NativeLibrary {

    private static final String UNPACKED_IN = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /** Loads it from the directory for temporary files or, where nothing can be executed there, from the catalog's. */
    static synchronized void load(Path directory) throws IOException {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            LoggerFactory.getLogger(NativeLibrary.class)
                    .debug("SQLite's library is unpacked in {} instead", directory, e);
            retryIn(Files.createDirectories(directory.resolve("native")));
        }
    }

    private static void retryIn(Path directory) throws IOException {
        System.setProperty(UNPACKED_IN, directory.toString());
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new IOException("SQLite's library cannot be loaded", e);
        }
    }
}
