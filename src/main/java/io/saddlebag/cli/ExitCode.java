package io.saddlebag.cli;

import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the process tells its caller; a promise that scripts depend on. The constants stand in the order in which one beats
 * another where a command has several results, the worst first.
 */
enum ExitCode {
    /** Stopped by Ctrl+C, SIGTERM or SIGHUP. */
    INTERRUPTED(130, "Interrupted."),
    /** Wrong usage or configuration: nothing was started, so it never meets the result of a run. */
    USAGE(2, "The command line or the configuration is wrong; nothing was done."),
    /** The work could not be done. */
    FAILED(1, "Failed."),
    /** The destination is not there. */
    NOT_FOUND(10, "A destination was not found; nothing was written to it."),
    /** Another run holds the job. */
    LOCKED(11, "Another run holds the job or its destination."),
    /** Verify found that files are missing at the destination. */
    LOST(13, "Files are missing at the destination."),
    /** Verify found files at the destination that are not what was delivered. */
    DAMAGED(12, "Files at the destination are damaged."),
    /** A guard stopped deletions. */
    GUARDED(4, "Done, but a guard held the deletions back."),
    /** Some files are missing. */
    PARTIAL(3, "Done, but some files could not be read or delivered."),
    /** Everything was done. */
    DONE(0, "Done.");

    private final int code;
    private final String description;

    ExitCode(int code, String description) {
        this.code = code;
        this.description = description;
    }

    /** What a command can end with that carries files and deletes. */
    static Set<ExitCode> ofSweeps() {
        return EnumSet.complementOf(EnumSet.of(LOST, DAMAGED));
    }

    /** The number the process ends with. */
    int code() {
        return code;
    }

    /** One sentence for the help. */
    String description() {
        return description;
    }

    /** The worse of the two. */
    ExitCode or(ExitCode other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** What a run that ended so makes of the process; a run without an outcome did not do its work. */
    static ExitCode of(@Nullable Outcome outcome) {
        if (outcome == null) {
            return FAILED;
        }
        return switch (outcome) {
            case DONE -> DONE;
            case PARTIAL -> PARTIAL;
            case GUARDED -> GUARDED;
            case DAMAGED -> DAMAGED;
            case LOST -> LOST;
            case FAILED -> FAILED;
            case NOT_FOUND -> NOT_FOUND;
            case LOCKED -> LOCKED;
            case INTERRUPTED -> INTERRUPTED;
        };
    }

    /** What an exception thrown on purpose makes of the process. */
    static ExitCode of(SaddlebagException exception) {
        return exception instanceof ConfigurationException ? USAGE : of(exception.outcome());
    }
}
