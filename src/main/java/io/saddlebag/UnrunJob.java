package io.saddlebag;

import io.saddlebag.mirror.DeliverRoute;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.mirror.SweepJob;
import io.saddlebag.model.Change;
import io.saddlebag.model.Receipt;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;

/** A job whose routes are only made, never called. */
record UnrunJob(MirrorSettings settings) implements SweepJob {

    @Override
    public Run sweep(RunOptions options, DeliverRoute route) {
        throw new IllegalStateException("the routes were only to be made");
    }

    @Override
    public Receipt deliver(Change change) {
        throw new IllegalStateException("the routes were only to be made");
    }
}
