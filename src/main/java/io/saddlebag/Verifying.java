package io.saddlebag;

import io.saddlebag.catalog.CatalogCorruptException;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Progress;
import io.saddlebag.model.RunSummary;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.restore.Walk;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a verification looks at, and what it says of what it finds. */
interface Verifying {

    /** The job, or what stands for it. */
    String name();

    /** Where the backup is. */
    Path destination();

    /** What has to be locked meanwhile. */
    List<String> locks();

    /** How many threads look at it. */
    int threads();

    /** Verifies; findings and counts go to the walk's tally. */
    void verify(boolean deep, Walk walk, Progress progress) throws IOException;

    /** What an operator is told when something is missing. */
    String lost();

    /** What an operator is told when something is damaged. */
    String damaged();

    /** How a verification ended. */
    record End(Outcome outcome, @Nullable String message) {}

    /** Verifies, and says how that ended; every expected end is an outcome. */
    default End end(boolean deep, Walk walk, Progress progress) {
        try {
            verify(deep, walk, progress);
            return end(walk.tally());
        } catch (CatalogCorruptException e) {
            throw e;
        } catch (SaddlebagException e) {
            return e.outcome() == Outcome.INTERRUPTED
                    ? new End(Outcome.INTERRUPTED, "stopped before everything was compared")
                    : new End(e.outcome(), e.getMessage());
        } catch (IOException e) {
            return new End(Outcome.FAILED, Reason.of(e));
        }
    }

    private End end(Tally tally) {
        if (tally.count(Severity.LOST) > 0) {
            return new End(Outcome.LOST, lost());
        }
        if (tally.count(Severity.DAMAGED) > 0) {
            return new End(Outcome.DAMAGED, damaged());
        }
        return tally.hasFailures()
                ? new End(Outcome.PARTIAL, RunSummary.paths(tally.counts().failed()) + " could not be read")
                : new End(Outcome.DONE, null);
    }
}
