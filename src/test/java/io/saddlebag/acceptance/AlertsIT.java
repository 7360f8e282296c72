package io.saddlebag.acceptance;

import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.MailHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong is mailed once, whatever becomes of process and mail server, and that it is well again. */
class AlertsIT extends MirrorScenario {

    private static final Duration TIME = Duration.ofMinutes(2);
    private static final String FAILED = "[vault] docs: backup failed";
    private static final String RECOVERED = "[vault] docs: recovered (backup failed)";

    private MailHost mail;

    @BeforeEach
    void prepareMail() throws IOException {
        mail = MailHost.down();
    }

    @AfterEach
    void closeMail() {
        mail.close();
    }

    @Test
    void isMailedByCommandsUntilAllIsWell() throws IOException {
        mail.start();
        var config = alerting();
        Files.delete(source);

        saddlebag.run("--config", config, "backup").endedWith(1);
        saddlebag.run("--config", config, "backup").endedWith(1);
        saddlebag.run("--config", config, "status").endedWith(1).said("  alert:     backup failed since");
        assertThat(mail.subjects()).containsExactly(FAILED);

        repair();
        saddlebag.run("--config", config, "backup").endedWith(0);
        saddlebag.run("--config", config, "backup").endedWith(0);
        assertThat(mail.subjects()).containsExactly(FAILED, RECOVERED);
        assertThat(saddlebag.run("--config", config, "status").endedWith(0).output())
                .doesNotContain("alert:");
    }

    @Test
    void isMailedByTheNextOneWhereTheDaemonWasKilledBeforeItCould() throws IOException {
        mail.start();
        var config = alerting("alert.digest = 1h", "job.docs.schedule = * * * * * ?");
        Files.delete(source);
        try (var daemon = saddlebag.start("--config", config, "run")) {
            eventually(
                    TIME,
                    () -> assertThat(saddlebag.run("--config", config, "status").output())
                            .contains("  alert:     backup failed since"));
            assertThat(mail.subjects()).isEmpty();
            daemon.kill();
            daemon.waitFor(TIME);
        }

        saddlebag.run("--config", config, "backup").endedWith(1);

        assertThat(mail.subjects()).containsExactly(FAILED);
    }

    @Test
    void waitsForTheServerThroughAKillAndArrivesOnceAndInOrder() throws IOException {
        var config = alerting("job.docs.schedule = 0 0 2 1 1 ?");
        Files.delete(source);
        saddlebag.run("--config", config, "backup").endedWith(1);
        saddlebag.run("--config", config, "status").endedWith(1).said("outbox: 1 message waits to be sent");
        try (var daemon = saddlebag.start("--config", config, "run")) {
            eventually(TIME, () -> assertThat(log()).contains("Messages wait in the outbox and are tried again."));
            daemon.kill();
            daemon.waitFor(TIME);
        }
        repair();
        saddlebag.run("--config", config, "backup").endedWith(0);
        saddlebag.run("--config", config, "status").endedWith(1).said("outbox: 2 messages wait to be sent");

        mail.start();
        try (var daemon = saddlebag.start("--config", config, "run")) {
            eventually(TIME, () -> assertThat(mail.subjects()).hasSize(2));
            eventually(TIME, () -> saddlebag.run("--config", config, "status").endedWith(0));
            daemon.terminate();
            daemon.waitFor(TIME).endedWith(0);
        }

        assertThat(mail.subjects()).containsExactly(FAILED, RECOVERED);
    }

    @Test
    void takesNoHeaderFromTheNameOfAFile() throws IOException {
        becomeNobody();
        mail.start();
        var config = alerting("alert.partial-after = 1");
        var nasty = Files.writeString(source.resolve("x\r\nBcc: someone@example.org"), "content");
        Files.setPosixFilePermissions(nasty, Set.of());

        saddlebag.run("--config", config, "backup").endedWith(3);

        assertThat(mail.subjects()).containsExactly("[vault] docs: backup partial");
        assertThat(mail.mailboxes()).containsExactly("ada@example.org");
        assertThat(mail.mails())
                .allSatisfy(one -> assertThat(MailHost.header(one, "Bcc")).isNull());
    }

    @Test
    void isTriedWithOneClearLineForWhatIsWrong() throws IOException {
        mail.start();
        mail.server().setUser("ada@example.org", "backup", "right");
        var login = "mail.username = backup%nmail.password = %s";

        tried(alerting(login.formatted("right")), 0, "The test message was accepted.");
        assertThat(mail.subjects()).containsExactly("[vault] Saddlebag: test message");
        tried(alerting(login.formatted("wrong")), 1, "did not accept the user name or the password");
        tried(alerting("mail.host = nowhere.invalid"), 1, "The mail server nowhere.invalid is not known.");
        mail.close();
        tried(alerting(), 1, "No connection to the mail server 127.0.0.1:" + mail.port() + ": Connection refused.");
    }

    private void tried(Path config, int exitCode, String said) throws IOException {
        var test = saddlebag.run("--config", config, "alert", "--test").endedWith(exitCode);
        assertThat(test.errors()).isEmpty();
        assertThat(test.output().lines()).singleElement().asString().contains(said);
        var check = saddlebag.run("--config", config, "check").endedWith(exitCode);
        assertThat(check.output() + check.errors()).doesNotContain("Exception").contains(exitCode == 0 ? "mail" : said);
    }

    /** The job, and mail to ada; later lines stand in for earlier ones of the same key. */
    private Path alerting(String... lines) throws IOException {
        var keys = new LinkedHashMap<String, String>();
        for (var line : ("alert.host = vault\n" + mail.lines() + String.join("\n", lines)).split("\n")) {
            keys.put(line.split(" = ")[0], line);
        }
        return configuration(keys.values().toArray(String[]::new));
    }

    private void repair() throws IOException {
        Files.createDirectory(source);
        Files.writeString(source.resolve("file"), "content");
    }

    private String log() throws IOException {
        return Files.readString(saddlebag.home().resolve("logs/saddlebag.log"));
    }
}
