package io.saddlebag.mirror;

import java.time.Duration;

/**
 * How a mirror is kept up to date between its full sweeps.
 *
 * @param watching whether the source is watched
 * @param settle how long a path has to be left alone before it is carried
 * @param settleMax how long a path waits at most, however often it changes
 * @param poll how often what cannot be watched is swept
 * @param deleting whether what is gone from the source is deleted from the destination
 */
public record Upkeep(boolean watching, Duration settle, Duration settleMax, Duration poll, boolean deleting) {

    /** Full sweeps only, which delete. */
    public static final Upkeep DEFAULT =
            new Upkeep(false, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(60), true);

    /** The same, watching. */
    public Upkeep watched() {
        return new Upkeep(true, settle, settleMax, poll, deleting);
    }
}
