package io.saddlebag.restore;

import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileType;
import io.saddlebag.model.ManifestEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pass over a manifest that makes further names of the files that were restored. Where the first name was not asked for, could
 * not be restored or was not overwritten, the content is to be brought again: that is for {@link LooseNames}.
 */
final class NamesPass implements ManifestWalk.Visitor {

    private final RestoreParts parts;
    private final WantedPaths wanted;
    private final LooseNames loose;

    NamesPass(RestoreParts parts, WantedPaths wanted, LooseNames loose) {
        this.parts = parts;
        this.wanted = wanted;
        this.loose = loose;
    }

    @Override
    public void begin(OpenDirectory root) {}

    @Override
    public boolean enter(OpenDirectory directory) {
        return !parts.marks().isRefused(directory);
    }

    @Override
    public void leave(OpenDirectory directory) {}

    @Override
    public void meet(OpenDirectory holder, ManifestEntry entry) throws IOException {
        var first = entry.hardlink();
        if (entry.type() != FileType.FILE || entry.held() != null || first == null) {
            return;
        }
        try {
            var original = parts.originals().of(entry);
            var present = parts.target().stat(entry.path());
            if (isLinkable(entry, first, original, present)) {
                link(parts, original, first, present == null || present.isDirectory() ? null : present);
            } else {
                loose.add(entry, first);
            }
        } catch (IOException e) {
            parts.writer().blame(entry.path(), e);
        }
    }

    /** A directory that stands there is cleared away, if it may be. */
    private boolean isLinkable(ManifestEntry entry, Path first, Original original, @Nullable Entry present)
            throws IOException {
        if (!wanted.cover(first) || !(parts.walk().dryRun() || isRestored(parts, entry, first))) {
            return false;
        }
        if (present != null && present.isDirectory()) {
            return parts.placing().clear(original, present);
        }
        return present == null || parts.setsDirectories();
    }

    /** Whether what stands at another path is this file: what failed there may have left one that only looks like it. */
    static boolean isRestored(RestoreParts parts, ManifestEntry entry, Path first) throws IOException {
        if (parts.writer().mayHaveFailed(first)) {
            return false;
        }
        var there = parts.target().stat(first);
        return there != null
                && there.type() == FileType.FILE
                && there.version().size() == entry.size()
                && Times.couldBeSame(entry.version(), there.version());
    }

    /** Makes a name of a file, unless it is one already. */
    static void link(RestoreParts parts, Original name, Path first, @Nullable Entry present) throws IOException {
        boolean same = present != null
                && !parts.walk().dryRun()
                && present.isSameFile(Objects.requireNonNull(parts.target().stat(first)));
        if (same) {
            parts.walk().tally().unchanged(1);
        } else {
            parts.writer().link(present == null ? Event.CREATE : Event.MODIFY, name, first);
        }
    }
}
