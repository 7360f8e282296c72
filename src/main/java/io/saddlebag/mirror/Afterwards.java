package io.saddlebag.mirror;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileState;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.SourceTree;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;

/**
 * Clears the source of files that the destination has on its disk and the catalog knows. One that is not as it was
 * delivered stays, to be delivered again.
 */
final class Afterwards {

    private final SourceTree tree;
    private final After after;
    private final Delivered delivered;
    private final Backoff backoff;
    private final Reports reports;

    Afterwards(SourceTree tree, After after, Delivered delivered, Backoff backoff, Reports reports) {
        this.tree = tree;
        this.after = after;
        this.delivered = delivered;
        this.backoff = backoff;
        this.reports = reports;
    }

    /**
     * Deletes or moves what the catalog recorded, and then forgets it: a file that comes again is a new one. Forgotten is also
     * what has the size and time that were delivered, and is not that file as it was.
     */
    void clear(Collection<FileState> recorded) {
        if (after instanceof After.Keep) {
            return;
        }
        var forgotten = new ArrayList<Path>();
        for (var state : recorded) {
            if (isToBeForgotten(state.source())) {
                forgotten.add(state.path());
            }
        }
        delivered.forget(forgotten);
    }

    private boolean isToBeForgotten(Entry known) {
        var path = known.path();
        try {
            var now = tree.find(path);
            if (now != null && isSame(now, known)) {
                take(path);
                return true;
            }
            return now == null || now.version().sameSizeAndTime(known.version());
        } catch (AtomicMoveNotSupportedException e) {
            throw new SaddlebagException(
                    "files cannot be moved to " + place() + ", which is on another file system than"
                            + " the source. Choose a directory beside the source; what was delivered stays where it is");
        } catch (IOException e) {
            backoff.failed(path);
            reports.failed(
                    Severity.FAILED,
                    path,
                    "delivered, but it cannot be taken out of the source: " + Reason.of(e) + "; it is tried again");
            return false;
        }
    }

    private Object place() {
        return after instanceof After.Move move ? move.directory() : after;
    }

    /** A file that was written again may have its old size, and its old time as well: its last change of any kind tells. */
    private static boolean isSame(Entry now, Entry known) {
        var version = known.version();
        return now.type() == known.type()
                && now.version().sameSizeAndTime(version)
                && now.version().inode() == version.inode()
                && (version.changed() == 0 || now.version().changed() == version.changed());
    }

    private void take(Path path) throws IOException {
        if (after instanceof After.Move move) {
            var to = move.directory().resolve(path);
            Files.createDirectories(to.getParent());
            Files.move(tree.absolute(path), to, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.delete(tree.absolute(path));
        }
    }
}
