package io.saddlebag.camel;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Why mail was not accepted, in one line for people that names the key to look at. It never holds the password. */
final class MailFailure {

    /** What the mail library says of a connection that ended too early. */
    private static final String END = "[EOF]";

    private static final String NO_STARTTLS = "STARTTLS is required";

    private MailFailure() {}

    /** A sentence with its full stop. */
    static String reason(Throwable failure, MailServer server) {
        var line = words(chain(failure), server)
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .replaceAll(" +\\.$", ".")
                .strip();
        var login = server.login();
        var told = login == null ? line : line.replace(login.password(), "…");
        return told.endsWith(".") ? told : told + ".";
    }

    private static String words(List<Throwable> chain, MailServer server) {
        var rejected = of(SMTPAddressFailedException.class, chain);
        if (!rejected.isEmpty()) {
            return rejected.stream()
                            .map(one -> one.getAddress() + " ("
                                    + String.valueOf(one.getMessage()).strip() + ")")
                            .collect(Collectors.joining(
                                    ", ", "The recipient was rejected by " + server.place() + ": ", ""))
                    + (rejected.stream().allMatch(MailFailure::isForNow) ? "" : ". Correct mail.to");
        }
        for (var failure : chain) {
            var known = known(failure, server);
            if (known != null) {
                return known;
            }
        }
        boolean isMail = chain.stream().anyMatch(MessagingException.class::isInstance);
        var reason = RouteFailure.reason(chain.get(chain.size() - 1)).strip();
        if (reason.startsWith(END)) {
            return "The mail server " + server.place() + " closed the connection";
        }
        if (isMail && reason.startsWith(NO_STARTTLS)) {
            return "The mail server " + server.place() + " does not offer STARTTLS. See to mail.security and mail.port";
        }
        return isMail ? "The mail server " + server.place() + " did not accept it: " + reason : reason;
    }

    private static boolean isForNow(SMTPAddressFailedException rejection) {
        return rejection.getReturnCode() / 100 == 4;
    }

    private static @Nullable String known(Throwable failure, MailServer server) {
        if (failure instanceof AuthenticationFailedException) {
            return "The mail server " + server.place() + " did not accept the user name or the password ("
                    + String.valueOf(failure.getMessage()).strip() + "). Correct mail.username and mail.password";
        }
        if (failure instanceof SMTPSenderFailedException sender) {
            return "The mail server " + server.place() + " rejected the sender " + sender.getAddress() + " ("
                    + String.valueOf(failure.getMessage()).strip() + "). Correct mail.from";
        }
        if (failure instanceof UnknownHostException) {
            return "The mail server " + server.host() + " is not known. Correct mail.host, or see to the name service";
        }
        if (failure instanceof SocketTimeoutException) {
            return "The mail server " + server.place() + " did not answer within "
                    + server.timeout().toMillis() / 1000.0 + " s";
        }
        if (failure instanceof SSLException) {
            return "No TLS with the mail server " + server.place() + ": " + failure.getMessage()
                    + ". See to mail.security and mail.port, or name its certificate with mail.certificate";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "No connection to the mail server " + server.place() + ": " + failure.getMessage();
        }
        return null;
    }

    private static <T> List<T> of(Class<T> type, List<Throwable> chain) {
        return chain.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** With what mail exceptions chain besides their causes. */
    private static List<Throwable> chain(Throwable failure) {
        var chain = new ArrayList<Throwable>();
        add(failure, chain);
        return chain;
    }

    private static void add(@Nullable Throwable failure, List<Throwable> chain) {
        if (failure == null || chain.contains(failure)) {
            return;
        }
        chain.add(failure);
        if (failure instanceof MessagingException mail) {
            add(mail.getNextException(), chain);
        }
        add(failure.getCause(), chain);
    }
}
