package io.saddlebag.cli;

import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.model.DisplayBytes;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.TemporaryName;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at the source and the destination of a mirror, and writes to neither. */
final class MirrorCheck {

    private final MirrorSettings mirror;
    private final long known;

    /** A mirror, and how many files the catalog knows at its destination: where there are such it cannot be empty. */
    MirrorCheck(MirrorSettings mirror, long known) {
        this.mirror = mirror;
        this.known = known;
    }

    /** What was found. */
    List<Check> checks() {
        var checks = new ArrayList<Check>();
        checks.add(source());
        if (mirror.marker() != null) {
            checks.add(marker(mirror.marker()));
        }
        if (mirror.destination() != null) {
            checks.add(destination(mirror.destination()));
        }
        return checks;
    }

    private Check source() {
        var subject = "job " + mirror.job() + ", source";
        var shown = DisplayPath.of(mirror.source());
        var key = "job." + mirror.job() + ".source";
        try {
            requireReadable(mirror.source());
            return Check.ok(subject, shown);
        } catch (NoSuchFileException e) {
            return failed(subject, shown + " does not exist. Mount it, or correct " + key + ".");
        } catch (NotDirectoryException e) {
            return failed(subject, shown + " is not a directory. Correct " + key + ".");
        } catch (AccessDeniedException e) {
            return failed(subject, shown + " may not be read. Run as a user who may, or change its mode.");
        } catch (IOException e) {
            return failed(subject, shown + " cannot be read: " + Reason.of(e) + ".");
        }
    }

    private Check marker(String marker) {
        var subject = "job " + mirror.job() + ", marker";
        var path = mirror.source().resolve(marker);
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                ? Check.ok(subject, DisplayPath.of(path))
                : failed(
                        subject,
                        DisplayPath.of(path)
                                + " is missing: is the source mounted? Without it no run begins. Mount the "
                                + "source, or correct job." + mirror.job() + ".marker.");
    }

    private Check destination(Path destination) {
        var subject = "job " + mirror.job() + ", destination";
        var shown = DisplayPath.of(destination);
        try {
            if (Files.notExists(destination, LinkOption.NOFOLLOW_LINKS)) {
                return missing(subject, destination);
            }
            if (known > 0 && isEmpty(destination)) {
                return notFound(
                        subject,
                        shown + " is empty, though " + known + " files were left there. Mount it, or begin anew "
                                + "with \"saddlebag backup " + mirror.job() + " --new-destination\".");
            }
            return usable(subject, destination);
        } catch (NotDirectoryException | NoSuchFileException e) {
            return failed(subject, shown + " is not a directory. Correct job." + mirror.job() + ".destination.");
        } catch (IOException e) {
            return failed(subject, shown + " cannot be read: " + Reason.of(e) + ".");
        }
    }

    private Check missing(String subject, Path destination) {
        var shown = DisplayPath.of(destination);
        if (known > 0) {
            return notFound(
                    subject,
                    shown + " does not exist, though " + known + " files were left there. Mount it, or begin anew "
                            + "with \"saddlebag backup " + mirror.job() + " --new-destination\".");
        }
        var above = destination.getParent();
        if (above == null || !Files.isDirectory(above) || !isWritable(above)) {
            return notFound(
                    subject,
                    shown + " does not exist and cannot be made: only its last directory is. Mount it, make it, or"
                            + " correct job." + mirror.job() + ".destination.");
        }
        return Check.ok(subject, shown + " does not exist yet; the first run makes it");
    }

    private Check usable(String subject, Path destination) throws IOException {
        var shown = DisplayPath.of(destination);
        var store = Files.getFileStore(destination);
        if (store.isReadOnly()) {
            return failed(subject, shown + " is mounted read-only. Mount it with write access.");
        }
        if (!isWritable(destination)) {
            return failed(subject, shown + " may not be written. Run as a user who may, or change its mode.");
        }
        if (store.getUsableSpace() == 0) {
            return failed(subject, shown + " is full. Make room there.");
        }
        return Check.ok(subject, shown + ", " + DisplayBytes.of(store.getUsableSpace()) + " free");
    }

    private static boolean isWritable(Path directory) {
        return Files.isWritable(directory) && Files.isExecutable(directory);
    }

    @SuppressWarnings("StreamResourceLeak") // it is closed at once
    private static void requireReadable(Path directory) throws IOException {
        Files.newDirectoryStream(directory).close();
    }

    /** A new disk holds {@code lost+found}, and a run that was killed leaves temporary files. */
    private static boolean isEmpty(Path directory) throws IOException {
        try (var entries = Files.newDirectoryStream(
                directory,
                entry -> !entry.endsWith(SourceTree.LOST_AND_FOUND) && !TemporaryName.matches(entry.getFileName()))) {
            return !entries.iterator().hasNext();
        }
    }

    private static Check failed(String subject, String message) {
        return Check.problem(subject, ExitCode.FAILED, message);
    }

    private static Check notFound(String subject, String message) {
        return Check.problem(subject, ExitCode.NOT_FOUND, message);
    }
}
