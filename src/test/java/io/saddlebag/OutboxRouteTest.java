package io.saddlebag;

import static io.saddlebag.testkit.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.alert.Message;
import io.saddlebag.catalog.Locks;
import io.saddlebag.testkit.MailHost;
import io.saddlebag.testkit.PickyMailHost;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is put into the outbox reaches the admins through the shipped route. */
@Timeout(120)
class OutboxRouteTest {

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final Instant MORNING = Instant.parse("2026-01-05T02:00:00Z");

    @TempDir
    Path directory;

    @BeforeEach
    void writeSource() throws Exception {
        Files.createDirectory(directory.resolve("src"));
        Files.writeString(directory.resolve("src/letter"), "Dear Ada");
    }

    @Test
    void mailsAMessageOnceAsTextAndHtmlWithTheAttachment() throws Exception {
        try (var host = MailHost.up()) {
            put(message(1, new Message.Attachment("run.log", "Grüße\n")), host.lines());

            var mail = onlyMailOf(host);

            assertThat(mail.getSubject()).isEqualTo("[host] documents: failed 1");
            assertThat(mail.getSentDate()).isEqualTo(Date.from(MORNING));
            assertThat(MailHost.header(mail, "To")).isEqualTo("ada@example.org");
            assertThat(MailHost.header(mail, "Message-ID")).startsWith("<run-1." + MORNING.toEpochMilli() + "@");
            var parts = (MimeMultipart) mail.getContent();
            var forms = (MimeMultipart) parts.getBodyPart(0).getContent();
            assertThat(forms.getContentType()).startsWith("multipart/alternative");
            assertThat(forms.getBodyPart(0).getContent()).isEqualTo("Nr. 1 ging schief: Straße\r\n");
            assertThat(forms.getBodyPart(1).getContentType()).startsWith("text/html");
            assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("run.log");
            assertThat(parts.getBodyPart(1).getContent()).isEqualTo("Grüße\n");
        }
        assertThat(names("sent")).containsExactly("2026-01-05T02-00-00.000000000Z-run-1.json");
        assertThat(names("")).isEmpty();
    }

    @Test
    void zipsALongAttachment() throws Exception {
        var log = "Straße ".repeat(50_000);
        try (var host = MailHost.up()) {
            put(message(1, new Message.Attachment("run.log", log)), host.lines());

            var attached = ((MimeMultipart) onlyMailOf(host).getContent()).getBodyPart(1);

            assertThat(attached.getFileName()).isEqualTo("run.log.zip");
            assertThat(attached.getSize()).isLessThan(50_000);
            try (var zip = new ZipInputStream(attached.getInputStream())) {
                assertThat(zip.getNextEntry().getName()).isEqualTo("run.log");
                assertThat(new String(zip.readAllBytes(), UTF_8)).isEqualTo(log);
            }
        }
    }

    @Test
    void mailsTheTextAloneWhereAServerRefusesTheWholeForWhatItHolds() throws Exception {
        try (var host = new PickyMailHost()) {
            var lines = MailHost.lines(host.port());
            put(message(1, new Message.Attachment("run.log", "long")), lines);
            put(message(2), lines);

            deliver(lines);

            assertThat(names("")).isEmpty();
            assertThat(host.mails()).hasSize(2);
            assertThat(host.mails().get(0))
                    .contains(
                            "Subject: [host] documents: failed 1", "Message-ID: <run-1." + MORNING.toEpochMilli() + "@")
                    .contains("Nr. 1 ging schief", "552 5.3.4 too large for us")
                    .doesNotContain("multipart", "run.log");
        }
    }

    @Test
    void saysThatNothingWasAcceptedInTimeWhereAServerNeverAnswers() throws Exception {
        try (var silent = new ServerSocket(0)) {
            var lines = MailHost.lines(silent.getLocalPort());
            put(message(1), lines);

            deliver(lines);

            assertThat(OutboxStatus.of(settings(lines)).needsAttention()).isTrue();
            assertThat(OutboxStatus.of(settings(lines)).problem().orElse("")).contains("not accepted within 10 s");
        }
    }

    @Test
    void mailsTheBeginningOfWhateverLiesInTheOutbox() throws Exception {
        try (var host = MailHost.up()) {
            put(message(1), host.lines());
            Files.delete(waiting().get(0));
            Files.createSymbolicLink(directory.resolve("var/outbox/endless.json"), Path.of("/dev/zero"));

            assertThat(onlyMailOf(host).getSubject()).isEqualTo("Saddlebag: a message that cannot be read");
        }
    }

    @Test
    void saysWhatIsWrongWithAnOutboxThatCannotBeRead() throws Exception {
        Files.createDirectories(directory.resolve("var"));
        Files.writeString(directory.resolve("var/outbox"), "in the way");

        var status = OutboxStatus.of(settings(""));

        assertThat(status.needsAttention()).isTrue();
        assertThat(status.problem().orElse("")).contains("var/outbox cannot be read: not a directory");
    }

    @Test
    void mailsAllAdminsOneMail() throws Exception {
        try (var host = MailHost.up()) {
            var lines = host.lines().replace("ada@", "ada@example.org, grace@");
            put(message(1), lines);

            deliver(lines);

            assertThat(MailHost.header(host.mails().get(0), "To")).isEqualTo("ada@example.org, grace@example.org");
            assertThat(host.mailboxes()).containsExactlyInAnyOrder("ada@example.org", "grace@example.org");
        }
    }

    @Test
    void letsNoTextBecomeAHeader() throws Exception {
        var trap = "x\r\nBcc: someone@example.org\r\n\r\nbody";
        try (var host = MailHost.up()) {
            put(new Message("trap", MORNING, trap, trap, trap, new Message.Attachment(trap, trap)), host.lines());

            var mail = onlyMailOf(host);

            assertThat(mail.getHeader("Bcc")).isNull();
            assertThat(mail.getSubject()).isEqualTo("x Bcc: someone@example.org body");
            assertThat(mail.getAllRecipients()).hasSize(1);
        }
    }

    @Test
    void keepsTheOrderAndTheIdsWhileTheServerIsDown() throws Exception {
        try (var host = MailHost.down()) {
            var settings = settings(host.lines());
            try (var daemon = Application.forDaemon(settings)) {
                for (int i = 1; i <= 3; i++) {
                    daemon.outbox().put(message(i));
                }
                eventually(
                        TIME,
                        () -> assertThat(OutboxStatus.of(settings).problem().orElse(""))
                                .isEqualTo("No connection to the mail server 127.0.0.1:" + host.port()
                                        + ": Connection refused."));
                assertThat(OutboxStatus.of(settings).waiting()).isEqualTo(3);
                assertThat(OutboxStatus.of(settings).since()).contains(MORNING.plusSeconds(0));

                host.start();
                eventually(TIME, () -> assertThat(host.mails()).hasSize(3));
                eventually(TIME, () -> assertThat(names("")).isEmpty());
            }
            assertThat(subjects(host.mails()))
                    .containsExactly(
                            "[host] documents: failed 1", "[host] documents: failed 2", "[host] documents: failed 3");
            assertThat(OutboxStatus.of(settings).needsAttention()).isFalse();
        }
    }

    @Test
    void sendsAgainWithTheSameIdWhatMayNotHaveArrived() throws Exception {
        try (var host = MailHost.up()) {
            put(message(1), host.lines());
            var file = waiting().get(0);
            var text = Files.readString(file);
            send(host, 1);

            Files.delete(directory.resolve("var/outbox/sent").resolve(file.getFileName()));
            Files.delete(directory.resolve("var/catalog.db"));
            Files.writeString(file, text);
            send(host, 2);

            assertThat(host.mails())
                    .extracting(mail -> MailHost.header(mail, "Message-ID"))
                    .hasSize(2)
                    .containsOnly(MailHost.header(host.mails().get(0), "Message-ID"));
        }
    }

    @Test
    void doesNotSendAgainWhatWasSentBeforeTheProcessDied() throws Exception {
        try (var host = MailHost.up()) {
            put(message(1), host.lines());
            var file = waiting().get(0);
            var text = Files.readString(file);
            send(host, 1);

            Files.writeString(file, text);
            put(message(1), host.lines());
            put(message(2), host.lines());
            send(host, 2);

            assertThat(subjects(host.mails()))
                    .containsExactly("[host] documents: failed 1", "[host] documents: failed 2");
        }
    }

    @Test
    void leavesSendingToWhoHoldsTheLock() throws Exception {
        try (var host = MailHost.up()) {
            put(message(1), host.lines());
            var locks = new Locks(directory.resolve("var/locks"), Clock.systemUTC());

            try (var held = locks.acquire(List.of(FileOutbox.LOCK), false, () -> false)) {
                deliver(host.lines());
                assertThat(host.mails()).as("while %s", held).isEmpty();
            }

            assertThat(names("")).hasSize(1);
        }
    }

    @Test
    void onlyLogsMessagesWhereNoMailIsConfigured() throws Exception {
        put(message(1), "");

        deliver("");

        assertThat(names("")).isEmpty();
        assertThat(names("sent")).hasSize(1);
    }

    @Test
    void mailsWhatAFileHoldsThatIsNoMessage() throws Exception {
        try (var host = MailHost.up()) {
            put(message(1), host.lines());
            Files.writeString(waiting().get(0), "{\"subject\": 17, \"text\": \"important");

            var mail = onlyMailOf(host);

            assertThat(mail.getSubject()).isEqualTo("Saddlebag: a message that cannot be read");
            var text = ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
            assertThat(text.toString()).contains("important");
        }
    }

    @Test
    void removesWhatWasSentAMonthAgo() throws Exception {
        try (var host = MailHost.up()) {
            put(message(1), host.lines());
            send(host, 1);
            var old = "2020-01-01T00-00-00.000000000Z-run-0.json";
            Files.writeString(directory.resolve("var/outbox/sent").resolve(old), "{}");

            put(message(2), host.lines());
            send(host, 2);

            assertThat(names("sent")).doesNotContain(old);
        }
    }

    private static Message message(int number) {
        return message(number, null);
    }

    private static Message message(int number, Message.@Nullable Attachment attachment) {
        return new Message(
                "run-" + number,
                MORNING.plusSeconds(number - 1),
                "[host] documents: failed " + number,
                "Nr. " + number + " ging schief: Straße\n",
                "<!DOCTYPE html><html><body>Straße</body></html>",
                attachment);
    }

    private Settings settings(String lines) {
        return new ConfigurationFile(directory).read(ConfigurationFile.MIRROR + "job.documents.watch = true\n" + lines);
    }

    private void put(Message message, String lines) {
        try (var command = Application.forCommand(settings(lines), List.of())) {
            command.outbox().put(message);
        }
    }

    private void deliver(String lines) {
        try (var command = Application.forCommand(settings(lines), List.of())) {
            command.deliverMessages(() -> false);
        }
    }

    private void send(MailHost host, int expected) throws IOException {
        deliver(host.lines());
        eventually(TIME, () -> assertThat(host.mails()).hasSize(expected));
        assertThat(names("")).isEmpty();
    }

    private MimeMessage onlyMailOf(MailHost host) throws Exception {
        send(host, 1);
        return host.mails().get(0);
    }

    private static List<String> subjects(List<MimeMessage> mails) {
        return mails.stream().map(mail -> MailHost.header(mail, "Subject")).toList();
    }

    private List<Path> waiting() throws IOException {
        return names("").stream().map(directory.resolve("var/outbox")::resolve).toList();
    }

    private List<String> names(String subdirectory) throws IOException {
        return FileOutbox.names(directory.resolve("var/outbox").resolve(subdirectory));
    }
}
