package io.saddlebag.mirror;

import io.saddlebag.catalog.Target;
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
    private final Target target;
    private final Backoff backoff;
    private final Reports reports;

    Afterwards(SourceTree tree, After after, Target target, Backoff backoff, Reports reports) {
        this.tree = tree;
        this.after = after;
        this.target = target;
        this.backoff = backoff;
        this.reports = reports;
    }

    /** Deletes or moves what the catalog recorded, and then forgets it: a file that comes again is a new one. */
    void clear(Collection<FileState> recorded) {
        if (after instanceof After.Keep) {
            return;
        }
        var gone = new ArrayList<Path>();
        for (var state : recorded) {
            if (clear(state.source())) {
                gone.add(state.path());
            }
        }
        target.forget(gone);
    }

    private boolean clear(Entry delivered) {
        var path = delivered.path();
        try {
            var now = tree.find(path);
            if (now == null) {
                return true;
            }
            if (!isSame(now, delivered)) {
                return false;
            }
            take(path);
            return true;
        } catch (AtomicMoveNotSupportedException e) {
            throw new SaddlebagException("files cannot be moved to " + after + ", which is on another file system than"
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

    private static boolean isSame(Entry now, Entry delivered) {
        return now.type() == delivered.type()
                && now.version().sameSizeAndTime(delivered.version())
                && now.version().inode() == delivered.version().inode();
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
