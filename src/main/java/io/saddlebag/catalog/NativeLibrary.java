package io.saddlebag.catalog;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/** SQLite's library, which is unpacked before it can be loaded. */
final class NativeLibrary {

    private static final String UNPACKED_IN = "org.sqlite.tmpdir";
    private static final String FOUND_IN = "org.sqlite.lib.path";

    private NativeLibrary() {}

    /**
     * Loads it from the cache that the launcher names; otherwise from the directory for temporary files or, where nothing
     * can be executed there, from the catalog's. From the cache it is loaded without asking the system what it is, which
     * takes a process, and without a copy.
     */
    static synchronized void load(Path directory) throws IOException {
        useCache(System.getProperty("saddlebag.cache"));
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            LoggerFactory.getLogger(NativeLibrary.class)
                    .debug("SQLite's library is unpacked in {} instead", directory, e);
            retryIn(Files.createDirectories(directory.resolve("native")));
        }
    }

    private static void useCache(@Nullable String cache) {
        if (cache == null || System.getProperty(FOUND_IN) != null) {
            return;
        }
        try {
            System.setProperty(FOUND_IN, cached(Path.of(cache)).toString());
        } catch (IOException e) {
            LoggerFactory.getLogger(NativeLibrary.class).debug("SQLite's library is not kept in {}", cache, e);
        }
    }

    /** The directory that holds this version's library for this system, made by the first who needs it. */
    static Path cached(Path cache) throws IOException {
        var directory = cache.resolve("sqlite-" + SQLiteJDBCLoader.getVersion() + "-" + System.getProperty("os.arch"));
        var library = directory.resolve(LibraryLoaderUtil.getNativeLibName());
        if (!Files.exists(library)) {
            unpack(library);
        }
        return directory;
    }

    private static void unpack(Path library) throws IOException {
        var resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + library.getFileName();
        var part = library.resolveSibling(
                library.getFileName() + "." + ProcessHandle.current().pid());
        Files.createDirectories(library.resolveSibling(""));
        try (var content = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new FileNotFoundException(resource);
            }
            Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
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
