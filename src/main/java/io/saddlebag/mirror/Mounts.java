package io.saddlebag.mirror;

import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileState;
import io.saddlebag.model.Finding;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.Tally;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Which directories of a source a sweep may enter, and where file systems are mounted. */
final class Mounts {

    private final SweepParts parts;
    private final SourceTree source;
    private final Tally tally;
    private final boolean forgets;
    private final @Nullable Entry destinationRoot;

    Mounts(SweepParts parts) {
        this.parts = parts;
        this.source = parts.source();
        this.tally = parts.tally();
        this.forgets = parts.options().allowDelete();
        this.destinationRoot = parts.destinationRoot();
    }

    /** Whether a directory may be entered; if not, that is a finding. */
    boolean mayEnter(Visit parent, Entry entry, @Nullable FileState state) {
        boolean mountPoint = isOtherDevice(parent, entry);
        if (state != null && state.mountPoint() && !mountPoint && !forgets) {
            return refuse(entry, "was a mount point and is not now: is it unmounted? What the destination has stays");
        }
        if (parent.isBelow(entry)) {
            return refuse(entry, "is a directory above itself; not entered");
        }
        if (destinationRoot != null && entry.isSameFile(destinationRoot)) {
            return refuse(entry, "is the destination itself; not entered");
        }
        return true;
    }

    private boolean refuse(Entry entry, String why) {
        tally.found(new Finding(UNREADABLE, entry.path(), why));
        return false;
    }

    /** Whether a directory is to be remembered as a mount point. */
    boolean isMountPoint(Visit parent, Entry entry, @Nullable Entry destination) {
        return isOtherDevice(parent, entry) && mayBeThere(entry, destination);
    }

    private static boolean isOtherDevice(Visit parent, Entry entry) {
        return entry.device() != parent.source().device();
    }

    /**
     * Whether the destination has, or is to have, anything of a mounted file system: only then a directory is remembered as a
     * mount point, because only then there is something to lose when it is unmounted.
     */
    private boolean mayBeThere(Entry directory, @Nullable Entry destination) {
        if (source.enters(directory) || destination == null) {
            return source.enters(directory);
        }
        try {
            return !parts.view()
                    .list(directory.path(), parts.target().directory(directory.path()))
                    .isEmpty();
        } catch (IOException e) {
            return true;
        }
    }
}
