package io.saddlebag;

import io.saddlebag.camel.MailServer;
import io.saddlebag.camel.MailServer.Login;
import io.saddlebag.camel.MailServer.Security;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads where mail is handed to, and to whom it goes. */
final class MailReader {

    /** Plain ones, as servers take them: no names, quotes or letters outside ASCII. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    private final Map<String, PropertiesFile.Entry> entries;
    private final SettingsReader reader;

    MailReader(Map<String, PropertiesFile.Entry> entries, SettingsReader reader) {
        this.entries = entries;
        this.reader = reader;
    }

    /** Null where no mail is configured, or after a problem was added that leaves none. */
    @Nullable
    MailServer read() {
        var first = MailKeys.MAIL.stream().filter(entries::containsKey).findFirst();
        if (first.isEmpty()) {
            return null;
        }
        var some = entries.get(first.get());
        require(MailKeys.HOST, "mail.host = NAME of the server that takes mail", some);
        require(MailKeys.TO, "mail.to = ADDRESS of who is to be told", some);
        var host = value(MailKeys.HOST, MailReader::host);
        var to = value(MailKeys.TO, MailReader::addresses);
        var security = value(MailKeys.SECURITY, text -> Values.oneOf(text, Security.class), Security.STARTTLS);
        int port = value(MailKeys.PORT, text -> Values.number(text, 1, 65_535), security.port());
        var login = login();
        var from = value(MailKeys.FROM, MailReader::address);
        var timeout = value(MailKeys.TIMEOUT, MailReader::timeout, DEFAULT_TIMEOUT);
        var certificate = value(MailKeys.CERTIFICATE, text -> certificate(text, security));
        if (host == null || to == null) {
            return null;
        }
        return new MailServer(
                host, port, security, login, from == null ? sender(login, to) : from, to, timeout, certificate);
    }

    private void require(String key, String what, PropertiesFile.@Nullable Entry some) {
        if (some != null && !entries.containsKey(key)) {
            reader.addProblem(some, "has no effect without " + key + ". Set " + what + ".");
        }
    }

    /** Many servers take only mail whose sender is who logged in. */
    private static String sender(@Nullable Login login, List<String> to) {
        return login != null && ADDRESS.matcher(login.username()).matches() ? login.username() : to.get(0);
    }

    private @Nullable Login login() {
        pair(MailKeys.USERNAME, MailKeys.PASSWORD);
        pair(MailKeys.PASSWORD, MailKeys.USERNAME);
        var username = value(MailKeys.USERNAME, text -> notEmpty(text, "the user's name"));
        var password = value(MailKeys.PASSWORD, text -> notEmpty(text, "the password, best as {{env:NAME}}"));
        return username == null || password == null ? null : new Login(username, password);
    }

    private void pair(String one, String other) {
        var entry = entries.get(one);
        if (entry != null && !entries.containsKey(other)) {
            reader.addProblem(entry, "is set without " + other + ". Set both, or none for a server that asks nobody.");
        }
    }

    private static String notEmpty(String text, String what) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("is empty. Write " + what + ".");
        }
        return text;
    }

    private static String host(String text) {
        if (!HOST.matcher(text).matches()) {
            throw new IllegalArgumentException("= " + text
                    + " is not the name or the address of a host. The port has a key of its own, mail.port.");
        }
        return text;
    }

    private static List<String> addresses(String text) {
        var addresses = Values.list(text).stream().map(MailReader::address).toList();
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("is empty. Write an address, or several with commas in between.");
        }
        return addresses;
    }

    private static String address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "= " + text + " is not a plain mail address. Write it as admin@example.org.");
        }
        return text;
    }

    private static Duration timeout(String text) {
        var timeout = Values.duration(text);
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("= " + text + " is not from 1s to 1h.");
        }
        return timeout;
    }

    private Path certificate(String text, Security security) {
        if (security == Security.NONE) {
            throw new IllegalArgumentException("has no effect with mail.security = none. Remove one of them.");
        }
        var file = Values.path(text, reader.base());
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException("= " + file + " is not a file that can be read.");
        }
        return file;
    }

    private <T> T value(String key, Function<String, T> parser, T fallback) {
        var value = value(key, parser);
        return value == null ? fallback : value;
    }

    private <T> @Nullable T value(String key, Function<String, T> parser) {
        var entry = entries.get(key);
        return entry == null ? null : reader.parse(entry, parser);
    }
}
