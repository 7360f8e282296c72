package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.camel.MailServer;
import io.saddlebag.camel.MailServer.Security;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the admins are told, as the configuration says. */
class MailSettingsTest {

    @TempDir
    Path directory;

    @Test
    void mailsNobodyByDefault() {
        var messaging = read("").messaging();

        assertThat(messaging).isEqualTo(new Messaging(null, Duration.ofSeconds(30), Map.of()));
        assertThat(messaging.mails()).isFalse();
    }

    @Test
    void needsAHostAndAnAddressOnly() {
        assertThat(mail("mail.host = mail.example.org\nmail.to = ada@example.org"))
                .isEqualTo(new MailServer(
                        "mail.example.org",
                        587,
                        Security.STARTTLS,
                        null,
                        "ada@example.org",
                        List.of("ada@example.org"),
                        Duration.ofSeconds(30),
                        null));
    }

    @Test
    void readsEveryKeyAndShowsNoPassword() {
        var mail = mail("""
                mail.host = mail.example.org
                mail.port = 2465
                mail.security = tls
                mail.username = backup@example.org
                mail.password = {{env:MAIL_PASSWORD}}
                mail.to = ada@example.org, grace@example.org
                mail.timeout = 5s
                """);

        assertThat(mail)
                .isEqualTo(new MailServer(
                        "mail.example.org",
                        2465,
                        Security.TLS,
                        new MailServer.Login("backup@example.org", "s3cret"),
                        "backup@example.org",
                        List.of("ada@example.org", "grace@example.org"),
                        Duration.ofSeconds(5),
                        null));
        assertThat(mail.toString()).doesNotContain("s3cret");
    }

    @Test
    void hasAPortForEachSecurity() {
        assertThat(mail("mail.host = h\nmail.to = a@b\nmail.security = none").port())
                .isEqualTo(25);
        assertThat(mail("mail.host = h\nmail.to = a@b\nmail.security = tls").port())
                .isEqualTo(465);
    }

    @Test
    void refusesWhatIsWrongByKeyAndLine() {
        assertThat(problems("mail.to = ada@example.org"))
                .containsExactly("4: mail.to has no effect without mail.host. Set mail.host = NAME of the server that"
                        + " takes mail.");
        assertThat(problems("mail.host = h"))
                .containsExactly(
                        "4: mail.host has no effect without mail.to. Set mail.to = ADDRESS of who is to be told.");
        assertThat(problems("mail.host = h\nmail.to = ada@example.org, Ada <b>"))
                .containsExactly("5: mail.to = Ada <b> is not a plain mail address. Write it as admin@example.org.");
        assertThat(problems("mail.host = h:25\nmail.to = a@b"))
                .containsExactly("4: mail.host = h:25 is not the name or the address of a host. The port has a key of"
                        + " its own, mail.port.");
        assertThat(problems("mail.host = h\nmail.to = a@b\nmail.security = ssl"))
                .containsExactly("6: mail.security = ssl is not none or starttls or tls.");
        assertThat(problems("mail.host = h\nmail.to = a@b\nmail.username = u"))
                .containsExactly("6: mail.username is set without mail.password. Set both, or none for a server that"
                        + " asks nobody.");
        assertThat(problems("mail.host = h\nmail.to = a@b\nmail.hots = h"))
                .containsExactly("6: mail.hots is not a key. Did you mean mail.host? All keys are in"
                        + " docs/configuration.md.");
        assertThat(problems("alert.retry = 0s"))
                .containsExactly("4: alert.retry = 0s would try without a pause. Write 1s or more.");
    }

    @Test
    void keepsThePasswordOutOfWhatItSays() {
        assertThat(problems("mail.host = h\nmail.to = a@b\nmail.username = u\nmail.password ="))
                .containsExactly("7: mail.password is empty. Write the password, best as {{env:NAME}}.");
    }

    @Test
    void readsTheHeartbeatOfAJobAndDoesNotRepeatASecretOne() {
        assertThat(read("job.documents.heartbeat = https://example.org/s3cret")
                        .messaging()
                        .heartbeats())
                .containsEntry("documents", URI.create("https://example.org/s3cret"));
        assertThat(problems("job.documents.heartbeat = example.org/s3cret"))
                .containsExactly("4: job.documents.heartbeat is not a URL. Write it as https://example.org/path.");
    }

    private MailServer mail(String lines) {
        return Objects.requireNonNull(read(lines).messaging().mail());
    }

    private Settings read(String lines) {
        return new ConfigurationFile(directory).with("MAIL_PASSWORD", "s3cret").read(ConfigurationFile.MIRROR + lines);
    }

    private List<String> problems(String lines) {
        return new ConfigurationFile(directory).problemsOfMirror(lines.split("\n"));
    }
}
