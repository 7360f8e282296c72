package io.saddlebag.cli;

import io.saddlebag.JobSettings;
import io.saddlebag.model.ConfigurationException;
import java.nio.file.Path;

/** A path of a mirror as it is typed: relative to the source, or an absolute one below it. */
final class MirrorPath {

    private MirrorPath() {}

    /**
     * The path relative to the source; of a job that keeps no mirror, just what was typed.
     *
     * @throws ConfigurationException when it is not below the source
     */
    static Path of(String argument, JobSettings job) {
        if (argument.isEmpty()) {
            throw new ConfigurationException(
                    "a PATH is empty: is a variable not set? Everything is taken without a PATH.");
        }
        var path = ArgumentBytes.path(argument).normalize();
        var mirror = job.mirror();
        if (mirror == null) {
            return path;
        }
        if (path.isAbsolute() && path.startsWith(mirror.source())) {
            path = mirror.source().relativize(path);
        }
        if (path.isAbsolute() || path.startsWith("..")) {
            throw new ConfigurationException(argument + " is not below the source of the job " + job.name()
                    + ". Give paths relative to the source, such as 2026/cat.jpg.");
        }
        return path;
    }
}
