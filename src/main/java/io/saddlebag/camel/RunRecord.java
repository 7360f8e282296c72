package io.saddlebag.camel;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import org.jspecify.annotations.Nullable;

/** Where the runs of jobs are recorded whose routes do all of the work. A sweep records its own. */
@FunctionalInterface
public interface RunRecord {

    /** Records nothing. */
    RunRecord NONE = job -> (outcome, message) -> null;

    /** A run begins. */
    OpenRun begin(String job);

    /** A run that is under way. */
    @FunctionalInterface
    interface OpenRun {

        /** The run has ended; null where nothing is recorded. */
        @Nullable
        Run end(Outcome outcome, @Nullable String message);
    }
}
