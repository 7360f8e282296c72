package io.saddlebag.restore;

import static io.saddlebag.model.Finding.Severity.DAMAGED;
import static io.saddlebag.model.Finding.Severity.LOST;

import io.saddlebag.model.FileType;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.store.Destination;
import java.io.IOException;
import java.nio.file.Path;

/** Looks whether the files of an archive that is a directory are there, in their sizes. */
final class DirectoryLook {

    private final Destination store;
    private final Path archive;
    private final BrokenContents broken;
    private final Walk walk;

    DirectoryLook(Destination store, Path archive, BrokenContents broken, Walk walk) {
        this.store = store;
        this.archive = archive;
        this.broken = broken;
        this.walk = walk;
    }

    void at(HeldContents contents) throws IOException {
        for (var entry = contents.next(); entry != null && !walk.halt().isDue(); entry = contents.next()) {
            look(entry);
        }
    }

    private void look(ManifestEntry entry) throws IOException {
        var there = store.stat(archive.resolve(entry.path()));
        if (there == null) {
            broken.add(LOST, entry, "is missing");
        } else if (there.type() != FileType.FILE) {
            broken.add(DAMAGED, entry, "is no file");
        } else if (there.version().size() != entry.size()) {
            broken.add(DAMAGED, entry, "has " + there.version().size() + " bytes, should have " + entry.size());
        } else {
            walk.tally().verified(0);
        }
    }
}
