package io.saddlebag.restore;

import io.saddlebag.model.ManifestEntry;
import java.io.IOException;
import java.util.Objects;

/** A pass over a manifest that deletes what the directories that were restored hold besides. */
final class StrangersPass implements ManifestWalk.Visitor {

    private final RestoreParts parts;

    StrangersPass(RestoreParts parts) {
        this.parts = parts;
    }

    @Override
    public void begin(OpenDirectory root) {}

    /** What was refused is in the manifest, too. */
    @Override
    public boolean enter(OpenDirectory directory) {
        Objects.requireNonNull(directory.parent()).names().add(directory.path());
        return !parts.marks().isRefused(directory);
    }

    @Override
    public void meet(OpenDirectory holder, ManifestEntry entry) {
        holder.names().add(entry.path());
    }

    @Override
    public void leave(OpenDirectory directory) {
        if (!directory.isWanted()
                || parts.walk().halt().isDue()
                || parts.marks().isMade(directory)) {
            return;
        }
        try {
            for (var entry : parts.target().list(directory.path())) {
                if (!directory.names().contains(entry.path()) && !Removal.staysForNow(entry)) {
                    parts.writer().delete(entry);
                }
            }
        } catch (IOException e) {
            parts.writer().blame(directory.path(), e);
        }
    }
}
