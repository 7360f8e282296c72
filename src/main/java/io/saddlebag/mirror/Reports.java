package io.saddlebag.mirror;

import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.tree.Tally;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one run of a collect tells of files: to its findings once per run, to the log once per process. */
final class Reports {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final int REMEMBERED = 10_000;

    private final String job;
    private final Tally tally;
    private final Warnings warnings;
    private final boolean attended;
    private final Set<Path> reported = new HashSet<>();
    private volatile boolean news;

    /**
     * Reports of one run.
     *
     * @param attended whether somebody is told the findings, so that they need not be logged
     */
    Reports(String job, Tally tally, Warnings warnings, boolean attended) {
        this.job = job;
        this.tally = tally;
        this.warnings = warnings;
        this.attended = attended;
    }

    /** Worth knowing: it was left out on purpose. */
    void note(Path path, String message) {
        add(new Finding(Severity.NOTE, path, message));
    }

    /** It is missing at the destination; a later run tries again. */
    void failed(Severity severity, Path path, String message) {
        if (!add(new Finding(severity, path, message))) {
            return;
        }
        if (warnings.isNew(path, message)) {
            news = true;
            if (!attended) {
                LOG.warn("job {}: {} was not collected: {}", job, DisplayPath.of(path), message);
            }
        }
    }

    private synchronized boolean add(Finding finding) {
        boolean ofOneFile = !finding.path().toString().isEmpty();
        if (ofOneFile && reported.contains(finding.path())) {
            return false;
        }
        if (ofOneFile && reported.size() < REMEMBERED) {
            reported.add(finding.path());
        }
        tally.found(finding);
        return true;
    }

    /** Whether this run told of the file. */
    synchronized boolean contains(Path path) {
        return reported.contains(path);
    }

    /** Whether this run found anything wrong that no run of this process found before. */
    boolean hasNews() {
        return news;
    }
}
