package io.saddlebag.tree;

/** A tree cannot be watched; the message says why and what to do. */
final class UnwatchableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    UnwatchableException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
