package io.saddlebag.camel;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import org.jspecify.annotations.Nullable;

/** Where the runs of jobs are recorded that do not record their own, as a sweep does. */
public interface RunRecord {

    /** Records nothing. */
    RunRecord NONE = new RunRecord() {
        @Override
        public OpenRun begin(String job, RunOptions options) {
            return (outcome, message) -> null;
        }

        @Override
        public void failed(String job, String message) {}
    };

    /**
     * A run begins whose route does all of the work.
     *
     * @throws io.saddlebag.model.SaddlebagException as {@link Outcome#LOCKED} while another run of the job is under way
     */
    OpenRun begin(String job, RunOptions options);

    /** A route of a job failed, and no run says so. */
    void failed(String job, String message);

    /** A full run has ended that was no dry one, however it was recorded. Returns at once. */
    default void ended(Run run) {}

    /** A run that is under way. */
    @FunctionalInterface
    interface OpenRun {

        /** The run has ended; null where nothing is recorded. */
        @Nullable
        Run end(Outcome outcome, @Nullable String message);
    }
}
