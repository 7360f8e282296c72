package io.saddlebag.restore;

import io.saddlebag.model.ManifestEntry;
import java.io.IOException;

/** A pass over a manifest that gives the directories their attributes that could not get them before, the deepest first. */
final class FinishPass implements ManifestWalk.Visitor {

    private final RestoreParts parts;

    FinishPass(RestoreParts parts) {
        this.parts = parts;
    }

    @Override
    public void begin(OpenDirectory root) {}

    @Override
    public boolean enter(OpenDirectory directory) {
        return !parts.marks().isRefused(directory);
    }

    @Override
    public void meet(OpenDirectory holder, ManifestEntry entry) {}

    @Override
    public void leave(OpenDirectory directory) {
        boolean made = parts.marks().isMade(directory);
        if (!parts.marks().isLate(directory) || parts.walk().halt().isDue() || (!made && !directory.isWanted())) {
            return;
        }
        try {
            var present = made ? null : parts.target().stat(directory.path());
            if (made || present != null) {
                var original = parts.originals().of(directory.entry());
                parts.placing().finish(new RestoredDirectory(original, present, parts.setsDirectories()));
            }
        } catch (IOException e) {
            parts.writer().blame(directory.path(), e);
        }
    }
}
