package io.saddlebag.restore;

import io.saddlebag.model.Finding;
import io.saddlebag.model.RunOptions;
import io.saddlebag.tree.Halt;
import io.saddlebag.tree.Stop;
import io.saddlebag.tree.Tally;
import io.saddlebag.tree.Workers;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * What the walk of a restore or a verification works with.
 *
 * @param workers the threads
 * @param tally counts, and passes findings on
 * @param halt whether to end early
 * @param stop whether what is in hand is to be dropped
 * @param dryRun whether changes are only counted
 */
public record Walk(Workers workers, Tally tally, Halt halt, Stop stop, boolean dryRun) {

    /**
     * A walk that was asked for.
     *
     * @param threads how many files are looked at or carried at the same time
     * @param patience how long a stop waits for the files in hand
     * @param findings takes findings in batches
     */
    public static Walk of(
            RunOptions options, int threads, Clock clock, Duration patience, Consumer<Collection<Finding>> findings) {
        var stop = new Stop(options.stopped(), clock, patience);
        return new Walk(
                new Workers(threads, "walk"),
                new Tally(options.progress(), findings),
                new Halt(stop),
                stop,
                options.dryRun());
    }

    void found(Finding finding) {
        tally.found(finding);
    }
}
