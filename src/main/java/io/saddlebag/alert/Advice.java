package io.saddlebag.alert;

import io.saddlebag.alert.Section.Step;
import io.saddlebag.model.AlertKind;
import java.util.List;

/** What to do now, for each kind of alert. */
final class Advice {

    private static final Step STATUS = new Step("See how all jobs are doing:", "saddlebag status");

    private Advice() {}

    static List<Step> of(Subject subject, AlertKind kind) {
        var job = subject.job();
        return switch (kind) {
            case FAILED -> failed(subject);
            case GUARD ->
                List.of(
                        new Step("Look whether the source is complete and its disk is mounted.", null),
                        new Step("See what would be deleted:", "saddlebag backup " + job + " --dry-run"),
                        new Step(
                                "If the deletions are right, allow them:",
                                "saddlebag backup " + job + " --allow-delete"));
            case PARTIAL -> partial(subject);
            case OVERDUE ->
                List.of(
                        new Step(
                                "Look whether the machine was on and \"saddlebag run\" is running:",
                                "saddlebag status"),
                        new Step("Run the job now:", "saddlebag backup " + job));
            case WATCH ->
                List.of(
                        new Step("Repair what is named above. It is then taken up again by itself.", null),
                        new Step("To carry everything at once:", "saddlebag backup " + job),
                        STATUS);
            case DAMAGED ->
                List.of(
                        new Step("Keep the source and every other backup as they are until this is solved.", null),
                        new Step("See all that is damaged or lost:", "saddlebag verify " + job + " --deep"),
                        new Step("Look at the disk: its own report (smartctl) and the system's log.", null));
            case FROZEN ->
                List.of(
                        new Step(
                                "Repair what is named above; then prunes go on by themselves. Until then the store grows.",
                                null),
                        new Step("See whether the snapshots are well:", "saddlebag verify " + job + " --deep"),
                        new Step("See what would be pruned:", "saddlebag prune " + job + " --dry-run"));
            case SIZE_OF_FULL, SIZE_OF_DIFFERENTIAL, SIZE_OF_INCREMENTAL ->
                List.of(
                        new Step("Look whether the source has changed that much, or lacks something.", null),
                        new Step("Compare the snapshots:", "saddlebag snapshots " + job));
            case CHANGED ->
                List.of(
                        new Step("Look into the source: were so many files meant to change?", null),
                        new Step(
                                "If not, it may be malware that encrypts files: disconnect the backup before the next run, and"
                                        + " restore a snapshot from before.",
                                null),
                        STATUS);
            case SPACE -> List.of(new Step("Make room at the destination, or use a larger one.", null), STATUS);
        };
    }

    private static List<Step> failed(Subject subject) {
        var job = subject.job();
        return switch (subject.activity()) {
            case BACKUP ->
                List.of(
                        new Step(
                                "Repair what is named above. Is the destination mounted, reachable and not full?",
                                null),
                        new Step("Try the configuration and the places:", "saddlebag check"),
                        new Step("Run the job again:", "saddlebag backup " + job));
            case VERIFY ->
                List.of(
                        new Step("Repair what is named above. Is the destination mounted and reachable?", null),
                        new Step("Verify again:", "saddlebag verify " + job));
            case PRUNE ->
                List.of(
                        new Step("Repair what is named above. Is the destination mounted and writable?", null),
                        new Step("See what would be pruned:", "saddlebag prune " + job + " --dry-run"));
        };
    }

    private static List<Step> partial(Subject subject) {
        var job = subject.job();
        return switch (subject.activity()) {
            case BACKUP ->
                List.of(
                        new Step(
                                "Make the paths above readable, or leave them out with job." + job + ".exclude.", null),
                        new Step("Run the job again:", "saddlebag backup " + job));
            case VERIFY ->
                List.of(
                        new Step("Make the paths above readable.", null),
                        new Step("Verify again:", "saddlebag verify " + job));
            case PRUNE -> List.of(new Step("See what would be pruned:", "saddlebag prune " + job + " --dry-run"));
        };
    }
}
