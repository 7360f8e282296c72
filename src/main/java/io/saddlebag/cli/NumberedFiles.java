package io.saddlebag.cli;

import ch.qos.logback.core.rolling.RollingPolicyBase;
import ch.qos.logback.core.rolling.RolloverFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Keeps the older files of a log beside it, as {@code .1} (the newest) and so on. Takes the path as it is: logback's own
 * policies read it as a pattern, in which {@code %} and {@code \\} mean something.
 */
final class NumberedFiles extends RollingPolicyBase {

    private final Path file;
    private final int kept;

    /** Keeps so many older files. */
    NumberedFiles(Path file, int kept) {
        this.file = file;
        this.kept = kept;
    }

    @Override
    public void rollover() {
        try {
            for (int i = kept - 1; i >= 1; i--) {
                move(numbered(i), numbered(i + 1));
            }
            move(file, numbered(1));
        } catch (IOException e) {
            throw new RolloverFailure(file + " cannot be moved aside", e);
        }
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public String getActiveFileName() {
        return file.toString();
    }
}
