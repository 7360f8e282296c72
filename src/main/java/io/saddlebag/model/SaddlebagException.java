package io.saddlebag.model;

/**
 * The root of what Saddlebag throws on purpose. The message says what, where and what to do now, in a form that can be
 * shown to an operator as it is.
 */
public class SaddlebagException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    /** A failure that ends a run as {@link Outcome#FAILED}. */
    public SaddlebagException(String message) {
        this(Outcome.FAILED, message);
    }

    /** A failure that ends a run with the given outcome. */
    public SaddlebagException(Outcome outcome, String message) {
        super(message);
        this.outcome = outcome;
    }

    /** A failure that ends a run with the given outcome, and what caused it. */
    public SaddlebagException(Outcome outcome, String message, Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    /** How a run ends that is stopped by this. */
    public Outcome outcome() {
        return outcome;
    }
}
