package io.saddlebag.restore;

import static io.saddlebag.model.Finding.Severity.FAILED;

import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileType;
import io.saddlebag.model.Finding;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.CopyDroppedException;
import io.saddlebag.tree.Identity;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Puts originals in their places, as what stands there already and the way of overwriting allow. What is right stays as it
 * is. Safe to use from several threads on different paths.
 */
final class Placing {

    private final Destination target;
    private final RestoreRequest request;
    private final Writer writer;
    private final Walk walk;
    private final boolean owners = Identity.current().isSuperuser();

    Placing(Destination target, RestoreRequest request, Writer writer, Walk walk) {
        this.target = target;
        this.request = request;
        this.writer = writer;
        this.walk = walk;
    }

    /**
     * A directory, which is made where there is none; what else stands there is replaced or refused.
     *
     * @param getsAttributes whether one that is there gets the backup's mode, owner and time
     * @return null where it was refused, or could not be made
     */
    @Nullable
    RestoredDirectory directory(
            RestoredDirectory holder, Original original, @Nullable Entry present, boolean getsAttributes) {
        if (present != null && present.isDirectory()) {
            return new RestoredDirectory(original, present, getsAttributes);
        }
        if (present != null && !request.overwrite().replaces(original.entry(), present)) {
            failed(original.path(), "is a directory in the backup, and something else stands there and stays");
            return null;
        }
        holder.disturb();
        boolean cleared = present == null || writer.clear(present);
        boolean made = cleared && writer.write(present == null ? Event.CREATE : Event.MODIFY, original);
        return made ? new RestoredDirectory(original, null, true) : null;
    }

    /** A file or link. */
    void place(RestoredDirectory holder, Original original, @Nullable Entry present) {
        if (present == null) {
            holder.disturb();
            writer.write(Event.CREATE, original);
        } else if (present.isDirectory()) {
            replaceDirectory(holder, original, present);
        } else {
            meet(holder, original, present, need(original, present));
        }
    }

    private Overwrite.Need need(Original original, Entry present) {
        var need = request.overwrite().of(original.entry(), present, owners);
        boolean unsaid = need == Overwrite.Need.NOTHING && request.overwrite() == Overwrite.IF_CHANGED;
        return unsaid && hasOtherExtendedAttributes(original) ? Overwrite.Need.ATTRIBUTES : need;
    }

    /** Where that cannot be told, setting them will say why. */
    private boolean hasOtherExtendedAttributes(Original original) {
        if (original.entry().type() == FileType.LINK || !target.carriesExtendedAttributes()) {
            return false;
        }
        try {
            return !original.extended().equals(target.extendedAttributes(original.path()));
        } catch (IOException e) {
            return true;
        }
    }

    private void replaceDirectory(RestoredDirectory holder, Original original, Entry present) {
        if (!request.overwrite().replaces(original.entry(), present)) {
            walk.tally().unchanged(1);
        } else if (!request.delete()) {
            failed(original.path(), "a directory stands there; with --delete it is replaced");
        } else {
            holder.disturb();
            if (!writer.delete(present)) {
                failed(original.path(), "a directory stands there that cannot be deleted as a whole");
            } else {
                writer.write(Event.CREATE, original);
            }
        }
    }

    /** Deletes a directory that stands in the way of a file; false where it may not be, or is not gone as a whole. */
    boolean clear(Original original, Entry directory) {
        return request.overwrite().replaces(original.entry(), directory)
                && request.delete()
                && writer.delete(directory);
    }

    private void meet(RestoredDirectory holder, Original original, Entry present, Overwrite.Need need) {
        switch (need) {
            case NOTHING -> walk.tally().unchanged(1);
            case ATTRIBUTES -> writer.attributes(original);
            case CONTENT -> compareContent(holder, original, present);
            case WHOLE -> {
                holder.disturb();
                writer.write(Event.MODIFY, original);
            }
        }
    }

    private void compareContent(RestoredDirectory holder, Original original, Entry present) {
        boolean same;
        try {
            same = original.isSameAsPresent();
        } catch (CopyDroppedException e) {
            return;
        } catch (IOException e) {
            same = false;
        }
        var need = same ? Overwrite.ofEqualContent(original.entry(), present, owners) : Overwrite.Need.WHOLE;
        boolean unsaid = need == Overwrite.Need.NOTHING && hasOtherExtendedAttributes(original);
        meet(holder, original, present, unsaid ? Overwrite.Need.ATTRIBUTES : need);
    }

    /** Gives a directory its attributes, now that nothing more is written into it. */
    void finish(RestoredDirectory directory) {
        var original = directory.original();
        var backup = original.entry();
        var present = directory.present();
        if (present == null) {
            writer.tidy(original);
            return;
        }
        if (!directory.getsAttributes()) {
            writer.close(present);
        } else if (!Overwrite.sameAttributes(backup, present, owners) || hasOtherExtendedAttributes(original)) {
            writer.attributes(original);
            return;
        } else if (directory.isDisturbed()
                || backup.version().modified() != present.version().modified()) {
            writer.tidy(original);
        }
        walk.tally().unchanged(directory.isRoot() ? 0 : 1);
    }

    private void failed(Path path, String message) {
        walk.found(new Finding(FAILED, path, message));
    }
}
