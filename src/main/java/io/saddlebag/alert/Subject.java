package io.saddlebag.alert;

/**
 * Whose runs they are and what they do, as the name says under which they are recorded: {@code documents}, {@code verify
 * documents} or {@code prune documents}.
 *
 * @param activity what they do
 * @param job the job's name, which has no spaces
 */
public record Subject(Activity activity, String job) {

    private static final String VERIFY = "verify ";
    private static final String PRUNE = "prune ";

    /** What a recorded name says. */
    public static Subject of(String name) {
        if (name.startsWith(VERIFY)) {
            return new Subject(Activity.VERIFY, name.substring(VERIFY.length()));
        }
        if (name.startsWith(PRUNE)) {
            return new Subject(Activity.PRUNE, name.substring(PRUNE.length()));
        }
        return new Subject(Activity.BACKUP, name);
    }
}
