package io.saddlebag.catalog;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;

/** The catalog or a lock file cannot be read or written: a full disk, missing rights. Nothing in it is damaged. */
public final class CatalogException extends SaddlebagException {

    private static final long serialVersionUID = 1L;

    /** With a message that names the file and the way out. */
    public CatalogException(String message, Throwable cause) {
        super(Outcome.FAILED, message, cause);
    }
}
