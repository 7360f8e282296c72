package io.saddlebag.camel;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands mail to the configured server. It is what {@code smtp:} in routes sends with, so that no endpoint's URI holds a
 * password. Where no server is configured, a mail ends in the log.
 */
final class MailSender extends DefaultJavaMailSender {

    private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);

    private final @Nullable MailServer server;
    private final @Nullable WaitingMessages messages;

    MailSender(@Nullable MailServer server, @Nullable WaitingMessages messages) {
        this.server = server;
        this.messages = messages;
    }

    /** One that only tries connections. */
    MailSender(MailServer server) {
        this(server, null);
    }

    @Override
    public void send(MimeMessage mail) throws MessagingException {
        if (server == null) {
            LOG.warn("{} (Nobody is mailed: mail.to is not set.)", mail.getSubject());
            return;
        }
        try {
            send(mail, server);
        } catch (SendFailedException e) {
            var reason = MailFailure.reason(e, server);
            var lean = LeanMail.mayHelp(e) ? LeanMail.of(mail, reason) : null;
            if (lean == null) {
                throw e;
            }
            send(lean, server);
            LOG.warn("A message was mailed as text alone, without what was attached. {}", reason);
        }
    }

    private void send(MimeMessage mail, MailServer to) throws MessagingException {
        try (var transport = connect(to)) {
            transport.sendMessage(mail, mail.getAllRecipients());
        } catch (SendFailedException e) {
            requireSomebodyReached(e, to);
        }
    }

    /** The others are not to get it again and again because of one. */
    private void requireSomebodyReached(SendFailedException failure, MailServer to) throws SendFailedException {
        var reached = failure.getValidSentAddresses();
        if (reached == null || reached.length == 0) {
            throw failure;
        }
        if (messages != null) {
            messages.partlyRejected(MailFailure.reason(failure, to));
        }
    }

    Optional<String> tryConnection() {
        if (server == null) {
            return Optional.empty();
        }
        try (var transport = connect(server)) {
            return transport.isConnected() ? Optional.empty() : Optional.of("the connection was closed.");
        } catch (MessagingException e) {
            return Optional.of(MailFailure.reason(e, server));
        }
    }

    private static Transport connect(MailServer to) throws MessagingException {
        var protocol = to.security().protocol();
        var transport =
                Session.getInstance(properties(to, "mail." + protocol + ".")).getTransport(protocol);
        var login = to.login();
        try {
            transport.connect(
                    to.host(),
                    to.port(),
                    login == null ? null : login.username(),
                    login == null ? null : login.password());
            return transport;
        } catch (MessagingException | RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    private static Properties properties(MailServer to, String prefix) throws MessagingException {
        var properties = new Properties();
        var timeout = String.valueOf(to.timeout().toMillis());
        for (var wait : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty(prefix + wait, timeout);
        }
        properties.setProperty(prefix + "auth", String.valueOf(to.login() != null));
        properties.setProperty(prefix + "sendpartial", "true");
        properties.setProperty(prefix + "quitwait", "false");
        boolean upgraded = to.security() == MailServer.Security.STARTTLS;
        properties.setProperty(prefix + "starttls.enable", String.valueOf(upgraded));
        properties.setProperty(prefix + "starttls.required", String.valueOf(upgraded));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        if (to.certificate() != null) {
            try {
                properties.put(prefix + "ssl.socketFactory", TrustedCertificates.read(to.certificate()));
            } catch (IOException | GeneralSecurityException e) {
                throw new MessagingException("mail.certificate " + to.certificate() + " cannot be used", e);
            }
        }
        return properties;
    }
}
