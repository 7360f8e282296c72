package io.saddlebag.cli;

/**
 * One thing that {@code check} looked at.
 *
 * @param subject what it is: the configuration, a job's source
 * @param result {@link ExitCode#DONE} where all is well, otherwise what it makes of the process
 * @param message what was found and, for a problem, the way out
 */
record Check(String subject, ExitCode result, String message) {

    /** All is well. */
    static Check ok(String subject, String message) {
        return new Check(subject, ExitCode.DONE, message);
    }

    /** Something is to be done. */
    static Check problem(String subject, ExitCode result, String message) {
        return new Check(subject, result, message);
    }

    /** Whether all is well. */
    boolean isOk() {
        return result == ExitCode.DONE;
    }
}
