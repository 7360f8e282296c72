package io.saddlebag.restore;

import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.store.Destination;
import java.nio.file.Path;

/** What the passes of a restore from a snapshot work with. */
record RestoreParts(
        Destination target,
        RestoreRequest request,
        Writer writer,
        Placing placing,
        SnapshotOriginals originals,
        Holders holders,
        Marks marks,
        Walk walk) {

    void found(Severity severity, Path path, String message) {
        walk.found(new Finding(severity, path, message));
    }

    /** Whether directories that are there get the backup's mode, owner and time. */
    boolean setsDirectories() {
        return request.overwrite().setsDirectories();
    }
}
