package io.saddlebag.archive;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A manifest or an archive is not what was written. The message says which and what is wrong with it. */
public final class DamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What is said of what is not there. */
    static final String MISSING = "is missing";

    private final String complaint;

    DamagedException(String message) {
        this("", message, null);
    }

    DamagedException(String message, Throwable cause) {
        this("", message, cause);
    }

    /**
     * Damage of something.
     *
     * @param subject what it is of, for the message
     * @param complaint what is wrong with it
     */
    DamagedException(String subject, String complaint, @Nullable Throwable cause) {
        super(subject.isEmpty() ? complaint : subject + " " + complaint, cause);
        this.complaint = complaint;
    }

    /** What is wrong, without the name of what it is wrong with where that is told apart. */
    public String complaint() {
        return complaint;
    }

    /** Whether it is not there at all. */
    public boolean isMissing() {
        return complaint.equals(MISSING);
    }
}
