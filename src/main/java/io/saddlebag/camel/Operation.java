package io.saddlebag.camel;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code backup:} can do. */
public enum Operation {
    /** One sweep of a job, of all of its source or of a scope: finds changes and sends each to the job's deliver route. */
    SWEEP,
    /** Consumes what is told of a job's source: an exchange for each scope that is to be swept. */
    WATCH,
    /** Lets the job's consumers of files poll until a poll finds nothing. */
    POLL,
    /** Makes the exchange of a file that a consumer picked up one of a change. */
    COLLECT,
    /** Takes one snapshot of a job's sources, if there is something new. */
    SNAPSHOT,
    /** Removes the snapshots of a job that no rule keeps. */
    PRUNE,
    /** Verifies what a job's backup has. */
    VERIFY,
    /** Reads the message that a file of the outbox holds. */
    MESSAGE,
    /** Makes a mail of the message. */
    MAIL,
    /** Carries the exchange's change to the job's destination. */
    DELIVER,
    /** Decides what the admins are told. It concerns all jobs. */
    ALERT;

    static Operation named(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "backup has no operation " + name + ". There are: " + names() + "."));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String names() {
        return Arrays.stream(values()).map(Operation::toString).collect(Collectors.joining(", "));
    }
}
