package io.saddlebag.camel;

/** The exchange properties that the operations of {@code backup:} speak through; a promise to routes. */
public final class ExchangeProperties {

    /** In for {@code backup:sweep}: the {@link io.saddlebag.model.RunOptions}; absent for an ordinary run. */
    public static final String RUN_OPTIONS = "SaddlebagRunOptions";

    /** Out of {@code backup:sweep}: the {@link io.saddlebag.model.Run}. */
    public static final String RUN = "SaddlebagRun";

    /** On every exchange of a deliver route: the {@link io.saddlebag.model.Change}. */
    public static final String CHANGE = "SaddlebagChange";

    /** Out of {@code backup:deliver}: the {@link io.saddlebag.model.Receipt}. */
    public static final String RECEIPT = "SaddlebagReceipt";

    /** Out of {@code backup:verify}: the {@link io.saddlebag.model.Run}, which is none of the job's own. */
    public static final String VERIFICATION = "SaddlebagVerification";

    /** Out of {@code backup:prune}: the {@link io.saddlebag.model.Run}, which is none of the job's own; absent where none was begun. */
    public static final String PRUNE = "SaddlebagPrune";

    /** Out of {@code backup:message}: the {@link io.saddlebag.alert.Message}, whose text is the body. */
    public static final String MESSAGE = "SaddlebagMessage";

    /** Out of {@code backup:message}: the message's subject, one line. */
    public static final String SUBJECT = "SaddlebagSubject";

    /** Out of {@code backup:message}: subject and text as JSON, {@code {"text": …}}, which Slack and others take. */
    public static final String JSON = "SaddlebagJson";

    /** Out of {@code backup:message}: the message as an HTML document. */
    public static final String HTML = "SaddlebagHtml";

    private ExchangeProperties() {}
}
