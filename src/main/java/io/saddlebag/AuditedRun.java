package io.saddlebag;

import io.saddlebag.model.Change;
import io.saddlebag.model.Event;
import io.saddlebag.model.Progress;
import java.nio.file.Path;

/**
 * The actions of one run as lines of the {@link AuditLog}. Only files and links have lines: directories come and go with
 * what they hold, and would bury it. What a run creates is the initial backup when its job knew no file before. What fails
 * as it did last has a line in full sweeps only: what is watched is tried again and again.
 */
final class AuditedRun implements Progress {

    private final AuditLog log;
    private final Path source;
    private final KnownFailures failures;
    private final boolean whole;
    private volatile boolean initial;

    /** The actions of a full sweep or, not whole, of a scope. */
    AuditedRun(AuditLog log, Path source, KnownFailures failures, boolean whole) {
        this.log = log;
        this.source = source;
        this.failures = failures;
        this.whole = whole;
    }

    @Override
    public void began(long knownFiles) {
        initial = whole && knownFiles == 0;
    }

    @Override
    public void done(Change change, long bytes) {
        if (!change.entry().isDirectory()) {
            failures.forget(change.path());
            log.succeeded(action(change.event()), source.resolve(change.path()));
        }
    }

    @Override
    public void failed(Change change, String reason) {
        if (!change.entry().isDirectory() && (!failures.repeats(change.path(), reason) || whole)) {
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
