package io.saddlebag.mirror;

import io.saddlebag.catalog.Target;
import io.saddlebag.model.Entry;
import io.saddlebag.model.RunOptions;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.Halt;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.Stop;
import io.saddlebag.tree.Tally;
import io.saddlebag.tree.Workers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one sweep works with.
 *
 * @param destination null when the deliver route goes where only it knows
 * @param view what the destination is taken to have
 * @param known files and links that the catalog knew when the run began
 * @param deliveredSince nanoseconds since 1970: what changed at the destination since then was put there by a run that died;
 *     {@link Long#MAX_VALUE} when there is none
 * @param destinationRoot the destination's root, which is never entered as a source; null where there is none yet
 * @param names which names are the same at the destination
 * @param footing what earlier sweeps left
 * @param now when the run began
 * @param established whether an earlier sweep of this destination was judged and carried out
 */
record SweepParts(
        MirrorSettings settings,
        RunOptions options,
        SourceTree source,
        @Nullable Destination destination,
        DestinationView view,
        Target target,
        Comparison comparison,
        Carrier carrier,
        Recorder recorder,
        Tally tally,
        Halt halt,
        Stop stop,
        Workers workers,
        long known,
        boolean established,
        long deliveredSince,
        @Nullable Entry destinationRoot,
        Names names,
        Footing footing,
        Instant now) {}
