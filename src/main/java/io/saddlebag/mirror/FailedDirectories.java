package io.saddlebag.mirror;

import io.saddlebag.model.Counts;
import io.saddlebag.model.DirtyDirectory;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Progress;
import io.saddlebag.model.Scope;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The directories in which something failed during a run; of too many it makes the whole tree. */
final class FailedDirectories implements Progress {

    private static final int MOST = 1_000;

    private final Set<DirtyDirectory> directories = new HashSet<>();

    @Override
    public synchronized void found(Finding finding) {
        if (finding.severity() == Severity.NOTE || directories.size() > MOST) {
            return;
        }
        var above = DirtyDirectory.above(finding.path());
        if (above != null) {
            directories.add(new DirtyDirectory(above, false));
        }
        directories.add(new DirtyDirectory(finding.path(), true));
    }

    void add(Collection<Finding> findings) {
        findings.forEach(this::found);
    }

    /** What of a scope is to be swept again, after a sweep that ended so. */
    synchronized Scope rest(Scope scope, Outcome outcome, Counts counts) {
        return switch (outcome) {
            case DONE, PARTIAL -> counts.held() > 0 ? scope : failed();
            case GUARDED -> failed();
            default -> scope;
        };
    }

    private Scope failed() {
        return directories.size() > MOST ? Scope.WHOLE : Scope.of(directories);
    }
}
