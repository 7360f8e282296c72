package io.saddlebag.alert;

/** What a recorded run does for its job. */
public enum Activity {
    /** The job itself. */
    BACKUP("backup"),
    /** Proving what its backup has. */
    VERIFY("verification"),
    /** Deleting old snapshots. */
    PRUNE("pruning");

    private final String noun;

    Activity(String noun) {
        this.noun = noun;
    }

    /** As people are told of it. */
    String noun() {
        return noun;
    }
}
