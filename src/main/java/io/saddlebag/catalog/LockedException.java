package io.saddlebag.catalog;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;

/** Somebody else runs the job or writes to its destination; the message says who, and since when. */
public final class LockedException extends SaddlebagException {

    private static final long serialVersionUID = 1L;

    LockedException(String message) {
        super(Outcome.LOCKED, message);
    }
}
