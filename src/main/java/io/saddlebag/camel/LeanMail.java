package io.saddlebag.camel;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * A mail's text alone, for a server that refuses the whole for what it holds: too much, or an attachment. It has the Message-ID
 * and the subject of the whole.
 */
final class LeanMail {

    private static final int TOO_LARGE = 552;

    private LeanMail() {}

    /** Whether a server refused for good what a mail holds, not who sends or gets it. */
    static boolean mayHelp(MessagingException failure) {
        return failure instanceof SMTPSendFailedException refusal
                && refusal.getReturnCode() / 100 == 5
                && (".".equals(refusal.getCommand())
                        || refusal.getReturnCode() == TOO_LARGE
                                && String.valueOf(refusal.getCommand()).startsWith("MAIL"));
    }

    /** Null where there is no more than text anyway. */
    @Nullable
    static MimeMessage of(MimeMessage mail, String reason) throws MessagingException {
        try {
            var text = mail.getContent() instanceof Multipart parts ? firstText(parts) : null;
            if (text == null) {
                return null;
            }
            var lean = new MimeMessage(mail);
            lean.setText(
                    text + "\nThis is the text alone, without what was attached. " + reason + "\n",
                    StandardCharsets.UTF_8.name());
            lean.saveChanges();
            lean.setHeader("Message-ID", mail.getMessageID());
            return lean;
        } catch (IOException e) {
            throw new MessagingException("the text of a mail cannot be read", e);
        }
    }

    private static @Nullable String firstText(Multipart parts) throws MessagingException, IOException {
        Part first = parts.getBodyPart(0);
        if (first.getContent() instanceof Multipart inner) {
            return firstText(inner);
        }
        return first.getContent() instanceof String text ? text : null;
    }
}
