package io.saddlebag.cli;

import ch.qos.logback.classic.LoggerContext;
import io.saddlebag.Settings;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The log of the process: {@code logs/saddlebag.log} in {@code saddlebag.home}, opened when there is work to tell about. */
final class Logging {

    /** Its messages are in the file only: stack traces. */
    private static final String FILE_ONLY = "io.saddlebag.cli.Bug";

    /** How runs ended, which a command prints by itself. */
    private static final String RUNS = "io.saddlebag.runs";

    /** When the daemon began and ended, which its console says in its own way. */
    static final String DAEMON = "io.saddlebag.daemon";

    private static @Nullable Path file;

    private Logging() {}

    /** Opens the log of a command that does its work and ends. Warnings go to standard error too. */
    static void openForCommand(Path home) {
        open(home);
        LogConfigurator.keepFromConsole(logs(), RUNS);
    }

    /** Opens the log of the daemon, or of a command that becomes one. Everything goes to standard error too, with the time. */
    static void openForDaemon(Path home) {
        open(home);
        LogConfigurator.keepFromConsole(logs(), DAEMON);
        LogConfigurator.showLikeOthers(logs(), RUNS);
        LogConfigurator.showEverything(logs());
    }

    /** Writes a stack trace to the log and returns the log's file, or nothing where it could not be written. */
    static Optional<Path> record(Throwable cause) {
        try {
            if (file == null) {
                open(Settings.adHocHome());
            }
            LoggerFactory.getLogger(FILE_ONLY).error("Nobody expected this", cause);
            return Optional.ofNullable(file);
        } catch (SaddlebagException e) {
            return Optional.empty();
        }
    }

    private static synchronized void open(Path home) {
        if (file != null) {
            return;
        }
        var wanted = home.resolve("logs").resolve("saddlebag.log");
        makeDirectory(wanted);
        var appender = LogConfigurator.toFile(logs(), wanted);
        if (!appender.isStarted()) {
            throw unwritable(wanted, null);
        }
        logs().getLogger("ROOT").addAppender(appender);
        LogConfigurator.keepFromConsole(logs(), FILE_ONLY);
        file = wanted;
    }

    private static void makeDirectory(Path log) {
        try {
            // File names are private: the home is its owner's.
            Files.createDirectories(
                    log.resolveSibling("."),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            // A link to a directory that stands here: opening the file tells.
        } catch (IOException e) {
            throw unwritable(log, e);
        }
    }

    private static SaddlebagException unwritable(Path log, @Nullable IOException cause) {
        var message = "The log " + DisplayPath.of(log) + " cannot be written"
                + (cause == null ? "" : " (" + cause.getMessage() + ")")
                + ". Make its directory writable, or set SADDLEBAG_HOME to another one.";
        return cause == null ? new SaddlebagException(message) : new SaddlebagException(Outcome.FAILED, message, cause);
    }

    private static LoggerContext logs() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
