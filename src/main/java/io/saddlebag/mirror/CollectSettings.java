package io.saddlebag.mirror;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a job that collects, checked and with defaults filled in.
 *
 * @param trees what it shares with a mirror: the job's name, source, destination, filters and durability
 * @param poll the time between two polls; null for a job with a schedule
 * @param settle how long a file has to be left alone before it is taken
 * @param after what becomes of a file once it is delivered
 * @param zip whether the deliver route zips each file, so that it is the exchange's body that is delivered
 */
public record CollectSettings(
        MirrorSettings trees, @Nullable Duration poll, Duration settle, After after, boolean zip) {

    /** The time between two polls if nothing is said. */
    public static final Duration DEFAULT_POLL = Duration.ofSeconds(30);

    /** How long a file has to be left alone if nothing is said. */
    public static final Duration DEFAULT_SETTLE = Duration.ofSeconds(2);

    /** Everything as it is if nothing else is said. */
    public static CollectSettings of(MirrorSettings trees) {
        return new CollectSettings(trees, DEFAULT_POLL, DEFAULT_SETTLE, new After.Keep(), false);
    }

    /** The job's name. */
    public String job() {
        return trees.job();
    }

    /** The same with other trees. */
    public CollectSettings withTrees(MirrorSettings other) {
        return new CollectSettings(other, poll, settle, after, zip);
    }
}
