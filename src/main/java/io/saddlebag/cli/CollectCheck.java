package io.saddlebag.cli;

import io.saddlebag.mirror.After;
import io.saddlebag.mirror.CollectSettings;
import io.saddlebag.model.DisplayPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Looks at what only a collect needs: that files can be taken out of the source, where they are to be. */
final class CollectCheck {

    private final CollectSettings collect;

    CollectCheck(CollectSettings collect) {
        this.collect = collect;
    }

    /** What was found; empty where files stay in the source. */
    Optional<Check> check() {
        if (collect.after() instanceof After.Keep) {
            return Optional.empty();
        }
        var subject = "job " + collect.job() + ", after";
        var source = collect.trees().source();
        if (!Files.isWritable(source)) {
            return Optional.of(failed(
                    subject, "files cannot be taken out of " + DisplayPath.of(source) + ", which may not be written."));
        }
        return Optional.of(
                collect.after() instanceof After.Move move
                        ? move(subject, source, move.directory())
                        : Check.ok(subject, "files are deleted from the source once they are delivered"));
    }

    private static Check move(String subject, Path source, Path directory) {
        var existing = directory;
        while (existing.getParent() != null && Files.notExists(existing)) {
            existing = existing.getParent();
        }
        try {
            return Files.getFileStore(existing).equals(Files.getFileStore(source)) && Files.isWritable(existing)
                    ? Check.ok(subject, "files are moved to " + DisplayPath.of(directory) + " once they are delivered")
                    : failed(
                            subject,
                            DisplayPath.of(directory)
                                    + " may not be written or is on another file system than the source.");
        } catch (IOException e) {
            return failed(subject, DisplayPath.of(directory) + " cannot be looked at: " + e.getMessage());
        }
    }

    private static Check failed(String subject, String message) {
        return Check.problem(subject, ExitCode.FAILED, message + " Choose another directory, or after = keep.");
    }
}
