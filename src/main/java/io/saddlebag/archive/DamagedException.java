package io.saddlebag.archive;

import java.io.IOException;

/** A manifest or an archive is not what was written. The message says which and what is wrong with it. */
public final class DamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
        super(message);
    }

    DamagedException(String message, Throwable cause) {
        super(message, cause);
    }
}
