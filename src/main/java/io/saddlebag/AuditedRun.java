package io.saddlebag;

import io.saddlebag.model.Change;
import io.saddlebag.model.Event;
import io.saddlebag.model.Progress;
import java.nio.file.Path;

/**
 * The actions of one run as lines of the {@link AuditLog}. Only files and links have lines: directories come and go with
 * what they hold, and would bury it. What a run creates is the initial backup when its job knew no file before.
 */
final class AuditedRun implements Progress {

    private final AuditLog log;
    private final Path source;
    private volatile boolean initial;

    AuditedRun(AuditLog log, Path source) {
        this.log = log;
        this.source = source;
    }

    @Override
    public void began(long knownFiles) {
        initial = knownFiles == 0;
    }

    @Override
    public void done(Change change, long bytes) {
        if (!change.entry().isDirectory()) {
            log.succeeded(action(change.event()), source.resolve(change.path()));
        }
    }

    @Override
    public void failed(Change change, String reason) {
        if (!change.entry().isDirectory()) {
            log.failed(action(change.event()), source.resolve(change.path()), reason);
        }
    }

    private String action(Event event) {
        return switch (event) {
            case CREATE -> initial ? "INITIAL BACKUP" : "FILE CREATED";
            case MODIFY -> "FILE MODIFIED";
            case DELETE -> "FILE DELETED";
        };
    }
}
