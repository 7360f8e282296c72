package io.saddlebag.mirror;

import io.saddlebag.store.Destination;
import io.saddlebag.tree.Halt;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.Tally;

/** What the polls of one run work with. */
record CollectParts(
        CollectSettings settings,
        CollectGround ground,
        SourceTree tree,
        Destination destination,
        Admission admission,
        Delivered delivered,
        Recorder recorder,
        Afterwards afterwards,
        Backoff backoff,
        Reports reports,
        Tally tally,
        Halt halt,
        boolean dryRun) {}
