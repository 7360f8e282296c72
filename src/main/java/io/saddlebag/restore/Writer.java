package io.saddlebag.restore;

import static io.saddlebag.model.Finding.Severity.DAMAGED;
import static io.saddlebag.model.Finding.Severity.FAILED;
import static io.saddlebag.model.Finding.Severity.LOST;
import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.archive.DamagedException;
import io.saddlebag.model.Change;
import io.saddlebag.model.Change.Part;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileType;
import io.saddlebag.model.Finding;
import io.saddlebag.store.Destination;
import io.saddlebag.store.DestinationHealth;
import io.saddlebag.tree.CopyDroppedException;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.SourceException;
import io.saddlebag.tree.TemporaryName;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Carries out the changes of a restore at its target, one by one, and counts them. One that fails does not stop the others,
 * unless the target can take nothing more.
 */
final class Writer {

    private final Destination target;
    private final Exclusion exclusion;
    private final Walk walk;
    private final FailedPaths failed = new FailedPaths();

    Writer(Destination target, Exclusion exclusion, Walk walk) {
        this.target = target;
        this.exclusion = exclusion;
        this.walk = walk;
    }

    /** Carries an original whole; false when that failed. */
    boolean write(Event event, Original original) {
        return carry(new Change(event, original.entry(), Part.WHOLE), original::deliver);
    }

    /** Makes another name of a file that was restored; false when that failed. */
    boolean link(Event event, Original original, Path existing) {
        return carry(new Change(event, original.entry(), Part.WHOLE, existing), original::deliver);
    }

    /** Sets mode, owner and time. */
    boolean attributes(Original original) {
        return carry(new Change(Event.MODIFY, original.entry(), Part.ATTRIBUTES), original::deliver);
    }

    /** Deletes an entry, of a directory everything below it first; false when something is to stay, or failed. */
    boolean delete(Entry entry) {
        if (stays(entry)) {
            return false;
        }
        if (entry.isDirectory() && !deleteBelow(entry.path())) {
            return false;
        }
        return !walk.halt().isDue() && carry(new Change(Event.DELETE, entry, Part.WHOLE), this::deleteOne);
    }

    private long deleteOne(Change deletion) throws IOException {
        target.delete(deletion.path(), deletion.entry().type());
        return 0;
    }

    private boolean stays(Entry entry) {
        try {
            return exclusion.covers(entry.path(), entry.isDirectory());
        } catch (IOException e) {
            walk.found(new Finding(UNREADABLE, entry.path(), Reason.of(e) + "; it stays"));
            return true;
        }
    }

    private boolean deleteBelow(Path directory) {
        try {
            boolean all = true;
            for (var entry : target.list(directory)) {
                all &= delete(entry);
            }
            return all;
        } catch (IOException e) {
            blame(directory, e);
            return false;
        }
    }

    private interface Carrying {
        long carry(Change change) throws IOException;
    }

    private boolean carry(Change change, Carrying carrying) {
        boolean done = tryTo(change, carrying);
        if (!done) {
            failed.add(change.path());
        }
        return done;
    }

    /** Whether what stands at a path may be something else than was to be there, because carrying it failed. */
    boolean mayHaveFailed(Path path) {
        return failed.mayHave(path);
    }

    private boolean tryTo(Change change, Carrying carrying) {
        try {
            long bytes = walk.dryRun() ? 0 : carrying.carry(change);
            walk.halt().succeeded();
            walk.tally().done(change, bytes);
            return true;
        } catch (CopyDroppedException e) {
            return false;
        } catch (SourceException e) {
            walk.found(new Finding(UNREADABLE, change.path(), e.reason()));
            return false;
        } catch (LostException e) {
            walk.found(new Finding(LOST, change.path(), String.valueOf(e.getMessage())));
            return false;
        } catch (DamagedException e) {
            walk.found(new Finding(DAMAGED, change.path(), String.valueOf(e.getMessage())));
            return false;
        } catch (IOException e) {
            blame(change.path(), e);
            return false;
        }
    }

    /** Removes what stands where a directory is to be; it is not a directory. False when that failed. */
    boolean clear(Entry obstacle) {
        return quietly(obstacle.path(), () -> target.delete(obstacle.path(), obstacle.type()));
    }

    /** Gives a directory its attributes, which does not count. */
    void tidy(Original directory) {
        try {
            if (!walk.dryRun()) {
                directory.deliver(new Change(Event.MODIFY, directory.entry(), Part.ATTRIBUTES));
            }
        } catch (SourceException e) {
            walk.found(new Finding(UNREADABLE, directory.path(), e.reason()));
        } catch (IOException e) {
            blame(directory.path(), e);
        }
    }

    /** Gives a directory back the mode that it had, if it was opened up to write into it. */
    void close(Entry before) {
        quietly(before.path(), () -> {
            var now = target.stat(before.path());
            if (now != null && now.isDirectory() && now.mode() != before.mode()) {
                target.setAttributes(now.withMode(before.mode()));
            }
        });
    }

    /** Removes what an interrupted restore left behind; whether there was something. */
    boolean removeLeftover(Entry entry) {
        boolean leftover = entry.type() != FileType.DIRECTORY && TemporaryName.matches(entry.path());
        return leftover && quietly(entry.path(), () -> target.removeLeftover(entry.path()));
    }

    private interface Effect {
        void run() throws IOException;
    }

    private boolean quietly(Path path, Effect effect) {
        try {
            if (!walk.dryRun()) {
                effect.run();
            }
            return true;
        } catch (IOException e) {
            blame(path, e);
            return false;
        }
    }

    /** The target failed at a path: either this path alone, or the target as a whole. */
    void blame(Path path, IOException failure) {
        if (walk.halt().isDue()) {
            return;
        }
        var reason = Reason.of(failure);
        walk.found(new Finding(FAILED, path, reason));
        walk.halt().failed(reason);
        if (!walk.dryRun()) {
            DestinationHealth.complaint(target, failure).ifPresent(walk.halt()::because);
        }
    }
}
