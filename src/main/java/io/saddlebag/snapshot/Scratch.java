package io.saddlebag.snapshot;

import io.saddlebag.model.SaddlebagException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A job's directory for temporary files, which is its user's alone. */
final class Scratch {

    private static final String OWNER_ONLY = "rwx------";

    private final Path directory;

    Scratch(Path directory) {
        this.directory = directory;
    }

    /** The directory, empty: what a run that died left there is removed. The caller holds the job's lock. */
    Path emptied() {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
            try (var files = Files.newDirectoryStream(directory, ".saddlebag-*")) {
                for (var file : files) {
                    Files.deleteIfExists(file);
                }
            }
            return directory;
        } catch (IOException e) {
            throw new SaddlebagException("no temporary files can be made in " + directory + ": " + e
                    + ". Make sure that the user Saddlebag runs as may write there");
        }
    }
}
