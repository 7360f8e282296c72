package io.saddlebag.cli;

import io.saddlebag.model.DisplayPath;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks whether {@code saddlebag.home} can be used, and makes nothing. */
final class HomeCheck {

    private static final String SUBJECT = "saddlebag.home";

    private HomeCheck() {}

    /** What was found. */
    static Check of(Path home) {
        var shown = DisplayPath.of(home);
        var existing = home;
        while (Files.notExists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            return problem(DisplayPath.of(existing) + " is not a directory.");
        }
        if (!Files.isWritable(existing) || !Files.isExecutable(existing)) {
            return problem(DisplayPath.of(existing) + " may not be written.");
        }
        return Check.ok(SUBJECT, existing.equals(home) ? shown : shown + " does not exist yet; the first run makes it");
    }

    private static Check problem(String what) {
        return Check.problem(
                SUBJECT,
                ExitCode.FAILED,
                what + " Name a directory that can be written with saddlebag.home or the environment variable"
                        + " SADDLEBAG_HOME.");
    }
}
