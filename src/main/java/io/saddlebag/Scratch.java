package io.saddlebag;

import io.saddlebag.model.SaddlebagException;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A directory for temporary files that is deleted with all that it holds. */
record Scratch(Path directory) implements AutoCloseable {

    static Scratch make() {
        try {
            return new Scratch(Files.createTempDirectory("saddlebag-"));
        } catch (IOException e) {
            throw new SaddlebagException("No temporary directory can be made in " + System.getProperty("java.io.tmpdir")
                    + ": " + Reason.of(e) + ". Make it writable.");
        }
    }

    @Override
    public void close() {
        try {
            delete(directory);
        } catch (IOException e) {
            // What stays is small, and the system clears up its temporary files.
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
                for (var entry : entries) {
                    delete(entry);
                }
            }
        }
        Files.delete(path);
    }
}
