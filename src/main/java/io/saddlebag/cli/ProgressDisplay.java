package io.saddlebag.cli;

import io.saddlebag.model.Progress;

/** Shows the progress of one run until it is closed; then nothing of it is left. */
interface ProgressDisplay extends Progress, AutoCloseable {

    /** Shows nothing. */
    ProgressDisplay NONE = new ProgressDisplay() {};

    @Override
    default void close() {}
}
