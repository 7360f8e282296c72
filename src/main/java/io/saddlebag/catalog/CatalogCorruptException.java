package io.saddlebag.catalog;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;

/**
 * The catalog's file is damaged. No backup is affected: {@link Catalog#replaceCorrupt()} starts a new one at once, and if
 * nobody calls it, the next {@link Catalog#open} does the same.
 */
public final class CatalogCorruptException extends SaddlebagException {

    private static final long serialVersionUID = 1L;

    /** With a message that names the file and the way out. */
    public CatalogCorruptException(String message, Throwable cause) {
        super(Outcome.FAILED, message, cause);
    }
}
