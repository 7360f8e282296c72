package io.saddlebag.mirror;

import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.model.Entry;
import io.saddlebag.model.PathBytes;
import io.saddlebag.tree.Halt;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.TemporaryName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Says which paths that a consumer lists are looked at at all: no link is followed, nothing but a regular file is opened,
 * and a file is left alone as long as it is being written.
 */
final class Admission {

    private static final char REPLACEMENT = '\uFFFD';

    private final SourceTree tree;
    private final long settleNanos;
    private final Clock clock;
    private final Backoff backoff;
    private final Reports reports;
    private final Halt halt;
    private final Set<Path> searched = new HashSet<>();
    private long unsettled;

    Admission(SourceTree tree, Duration settle, Clock clock, Backoff backoff, Reports reports, Halt halt) {
        this.tree = tree;
        this.settleNanos = settle.toNanos();
        this.clock = clock;
        this.backoff = backoff;
        this.reports = reports;
        this.halt = halt;
    }

    /** A poll begins. */
    void beginRound() {
        unsettled = 0;
        searched.clear();
    }

    /** How many files of this poll were left alone because they are too young. */
    long unsettled() {
        return unsettled;
    }

    /**
     * Whether a file is to be taken if it is new, or a directory to be entered.
     *
     * @param directory whether the consumer sees a directory there, through a link perhaps
     */
    boolean admits(Path path, boolean directory) {
        if (halt.isDue() || tree.excludes(path, directory) || backoff.isWaiting(path)) {
            return false;
        }
        boolean isDoubtful = path.toString().indexOf(REPLACEMENT) >= 0;
        if (isDoubtful) {
            reportUnnameable(path);
        }
        try {
            return admits(tree.stat(path));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            if (!isDoubtful) {
                reports.failed(UNREADABLE, path, "cannot be looked at: " + Reason.of(e));
            }
            return false;
        }
    }

    /** Says that a path cannot be carried, because the consumer takes its name for another one. */
    void refuse(Path path, boolean directory) {
        if (!halt.isDue() && !tree.excludes(path, directory)) {
            reports.failed(
                    UNREADABLE,
                    path,
                    "its name holds a backslash, which Camel's file consumer takes for a slash; rename it, or carry it"
                            + " with a mirror");
        }
    }

    private boolean admits(Entry entry) {
        return switch (entry.type()) {
            case DIRECTORY -> isReadable(entry);
            case FILE -> !isTemporary(entry) && !reports.contains(entry.path()) && isSettled(entry);
            case LINK -> skipped(entry, "skipped: a symbolic link; collect follows none");
            case OTHER -> skipped(entry, "skipped: a FIFO, socket or device");
        };
    }

    private boolean skipped(Entry entry, String message) {
        reports.note(entry.path(), message);
        return false;
    }

    private boolean isTemporary(Entry entry) {
        return TemporaryName.matches(entry.path())
                && !skipped(entry, "skipped: it has the name of a temporary file of Saddlebag");
    }

    private boolean isReadable(Entry directory) {
        var path = directory.path();
        if (path.equals(SourceTree.LOST_AND_FOUND)) {
            return false;
        }
        var absolute = tree.absolute(path);
        boolean readable = Files.isReadable(absolute) && Files.isExecutable(absolute);
        if (!readable) {
            reports.failed(UNREADABLE, path, "permission denied");
        }
        return readable;
    }

    /** By its modification time; where that is in the future, by the time of its last change of any kind. */
    private boolean isSettled(Entry file) {
        var version = file.version();
        var now = clock.instant();
        long nanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        long since = version.modified() <= nanos ? version.modified() : version.changed();
        boolean settled = nanos - since >= settleNanos;
        if (!settled) {
            unsettled++;
        }
        return settled;
    }

    /** The consumer lists names as text. Where a name looks as if it was none, the directory is listed once more as bytes. */
    private void reportUnnameable(Path listed) {
        var parent = listed.getParent() == null ? Path.of("") : listed.getParent();
        if (!searched.add(parent)) {
            return;
        }
        try (var names = Files.newDirectoryStream(tree.absolute(parent))) {
            for (var name : names) {
                var path = parent.resolve(name.getFileName());
                if (!isText(name.getFileName()) && !tree.excludes(path, false)) {
                    reports.failed(
                            UNREADABLE,
                            path,
                            "its name is not UTF-8, and Camel's file consumer cannot open such a file;"
                                    + " rename it, or carry it with a mirror");
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            reports.failed(UNREADABLE, parent, "cannot be listed: " + Reason.of(e));
        }
    }

    private static boolean isText(Path name) {
        return Arrays.equals(PathBytes.of(name), name.toString().getBytes(StandardCharsets.UTF_8));
    }
}
