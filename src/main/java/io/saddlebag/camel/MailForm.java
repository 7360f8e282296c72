package io.saddlebag.camel;

import io.saddlebag.alert.Message;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.dataformat.zipfile.ZipFileDataFormat;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/**
 * Makes mails of messages. However often it is made, the mail of a message has the same Message-ID, so that one that
 * arrives twice is seen as one.
 */
final class MailForm {

    /** A longer attachment is zipped. */
    private static final int LONGEST_PLAIN = 100_000;

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final @Nullable MailServer server;
    private final CamelContext context;
    private final Session session = Session.getInstance(new Properties());

    MailForm(@Nullable MailServer server, CamelContext context) {
        this.server = server;
        this.context = context;
    }

    MimeMessage fill(Message message) throws Exception {
        var mail = new Mail(session, messageId(message));
        if (server != null) {
            mail.setFrom(new InternetAddress(server.from(), true));
            for (var admin : server.to()) {
                mail.addRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(admin, true));
            }
        }
        mail.setSubject(oneLine(message.subject()), UTF_8);
        mail.setSentDate(Date.from(message.created()));
        // Nobody's absence is to be answered to a program.
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setContent(content(message));
        mail.saveChanges();
        return mail;
    }

    /** Whoever wrote the message: no header ends before its end. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}\\x{2029}]+", " ");
    }

    private MimeMultipart content(Message message) throws Exception {
        var forms = new MimeMultipart("alternative", text(message.text(), "plain"), text(message.html(), "html"));
        var attachment = message.attachment();
        if (attachment == null) {
            return forms;
        }
        var both = new MimeBodyPart();
        both.setContent(forms);
        return new MimeMultipart("mixed", both, attached(attachment));
    }

    private static MimeBodyPart text(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    private MimeBodyPart attached(Message.Attachment attachment) throws Exception {
        var name = oneLine(attachment.name());
        var bytes = attachment.text().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_PLAIN) {
            return attached(name + ".zip", zipped(name, bytes), "application/zip");
        }
        return attached(name, bytes, "text/plain; charset=UTF-8");
    }

    private static MimeBodyPart attached(String name, byte[] bytes, String type) throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, type)));
        part.setFileName(name);
        return part;
    }

    private byte[] zipped(String name, byte[] bytes) throws Exception {
        var exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(Exchange.FILE_NAME, name);
        var zip = new ByteArrayOutputStream();
        new ZipFileDataFormat().marshal(exchange, bytes, zip);
        return zip.toByteArray();
    }

    private static String messageId(Message message) throws IOException {
        return "<" + message.id() + "." + message.created().toEpochMilli() + "@" + thisHost() + ">";
    }

    private static String thisHost() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "-");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** A mail that keeps its Message-ID when it is sent, where others are given a new one. */
    private static final class Mail extends MimeMessage {

        private final String id;

        Mail(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
