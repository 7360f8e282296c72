package io.saddlebag.restore;

import java.io.IOException;

/** A content is not there any more. The message says what is missing. */
final class LostException extends IOException {

    private static final long serialVersionUID = 1L;

    LostException(String message) {
        super(message);
    }
}
