package io.saddlebag.retention;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.SnapshotId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A sign that something is wrong, so that nothing is removed: what is there may be the last good copy. */
public sealed interface FreezeReason {

    /** In words for an operator, without a full stop. */
    String text();

    /** The job's last run could not do its work, or a guard stopped it. */
    record LastRun(Run run) implements FreezeReason {
        @Override
        public String text() {
            return "the last run, of " + second(run.started()) + ", " + how(run.outcome())
                    + (run.message() == null ? "" : " (" + run.message() + ")");
        }

        private static String how(@Nullable Outcome outcome) {
            if (outcome == Outcome.GUARDED) {
                return "was guarded";
            }
            return outcome == Outcome.NOT_FOUND ? "did not find its store" : "failed";
        }
    }

    /** The catalog is new or was lost: whether the last run failed, or a verification found damage, cannot be told. */
    record NoRun() implements FreezeReason {
        @Override
        public String text() {
            return "no run of the job is on record, so that nobody knows whether the last one failed: the next one tells";
        }
    }

    /** A verification found damage or loss, and none as deep has found all well since. */
    record OpenFinding(Run verification) implements FreezeReason {
        @Override
        public String text() {
            return "the verification of " + second(verification.started())
                    + " found snapshots damaged or lost, and none that looked as deeply has found all well since";
        }
    }

    /**
     * The sources lost more files than a mirror would delete without being told to.
     *
     * @param before the snapshot that lists most files since the last prune
     * @param now the newest one
     */
    record Shrunk(SnapshotId before, long files, SnapshotId now, long left) implements FreezeReason {
        @Override
        public String text() {
            return "of the " + files + " files in " + before + " only " + left + " are left in " + now;
        }
    }

    /** The clock was set back, or was wrong then: how old anything is cannot be told. */
    record Future(SnapshotId snapshot, Instant started) implements FreezeReason {
        @Override
        public String text() {
            return snapshot + " started in the future, at " + second(started) + ", so the clock is wrong or was";
        }
    }

    /** What a snapshot needs that cannot be read is unknown. */
    record Unreadable(SnapshotId snapshot, String message) implements FreezeReason {
        @Override
        public String text() {
            return snapshot + " cannot be restored: " + message;
        }
    }

    /** Somebody took it away, or the store has lost it. */
    record Missing(SnapshotId snapshot, SnapshotId dependent) implements FreezeReason {
        @Override
        public String text() {
            return snapshot + " is missing, and " + dependent + " builds on it";
        }
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
