package io.saddlebag;

import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.Requirements;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mail through a real mail server of another make, Exim, that wants STARTTLS and a password. */
@Timeout(120)
class RealMailServerTest {

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final String CONFIGURATION = """
            primary_hostname = localhost
            exim_user = root
            exim_group = root
            keep_environment =
            spool_directory = DIR/spool
            log_file_path = DIR/%slog
            pid_file_path = DIR/pid
            tls_advertise_hosts = *
            tls_certificate = DIR/cert.pem
            tls_privatekey = DIR/key.pem
            auth_advertise_hosts = ${if eq{$tls_in_cipher}{}{}{*}}
            acl_smtp_rcpt = check_rcpt
            acl_smtp_data = accept
            local_interfaces = 127.0.0.1
            log_selector = +subject
            queue_only = true
            begin acl
            check_rcpt:
              deny domains = rejected.example.org
                   message = no such admin
              accept authenticated = *
              deny message = authentication required
            begin authenticators
            plain:
              driver = plaintext
              public_name = PLAIN
              server_prompts = :
              server_condition = ${if and{{eq{$auth2}{ada}}{eq{$auth3}{s3cret}}}}
              server_set_id = $auth2
            """;

    @TempDir
    Path directory;

    private int port;
    private Process exim;

    @BeforeEach
    void startTheServer() throws Exception {
        Requirements.assumeRoot();
        Requirements.assumeCommands("exim4", "openssl");
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Command.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                directory.resolve("key.pem"),
                "-out",
                directory.resolve("cert.pem"));
        var configuration =
                Files.writeString(directory.resolve("exim.conf"), CONFIGURATION.replace("DIR", directory.toString()));
        exim = new ProcessBuilder("/usr/sbin/exim4", "-C", configuration.toString(), "-bdf", "-oX", "" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        eventually(TIME, () -> new Socket("127.0.0.1", port).close());
    }

    @AfterEach
    void stopTheServer() throws Exception {
        if (exim != null) {
            exim.destroy();
            exim.waitFor();
        }
    }

    @Test
    void acceptsATestMessage() throws Exception {
        assertThat(Sending.tryServer(settings("s3cret", "ada@example.org"))).isEmpty();
        assertThat(Sending.test(settings("s3cret", "ada@example.org"))).isEmpty();

        assertThat(directory.resolve("mainlog"))
                .content()
                .containsPattern(
                        "<= backup@example.org .* P=esmtpsa .* A=plain:ada .* id=test-[0-9.]+@.* T=.*test message");
    }

    @Test
    void saysInOneLineThatThePasswordIsWrong() {
        var wrong = settings("wr0ng-one", "ada@example.org");
        var words = "The mail server localhost:" + port + " did not accept the user name or the password ";

        assertThat(Sending.test(wrong).orElseThrow())
                .startsWith(words)
                .doesNotContain("wr0ng-one")
                .doesNotContain("\n");
        assertThat(Sending.tryServer(wrong).orElseThrow()).startsWith(words);
    }

    @Test
    void namesTheRecipientThatIsRejectedAndReachesTheOthers() throws Exception {
        var some = settings("s3cret", "eve@rejected.example.org, ada@example.org");

        assertThat(Sending.test(some).orElseThrow())
                .startsWith("The recipient was rejected by localhost:" + port + ": eve@rejected.example.org (")
                .contains("no such admin");
        assertThat(directory.resolve("mainlog")).content().contains("P=esmtpsa");
    }

    @Test
    void trustsNoUnknownCertificate() {
        var settings = settings("s3cret", "ada@example.org");
        var unknown = new ConfigurationFile(directory)
                .read(lines("s3cret", "ada@example.org").replaceFirst("mail.certificate.*\n", ""));

        assertThat(Sending.tryServer(settings)).isEmpty();
        assertThat(Sending.tryServer(unknown).orElseThrow())
                .startsWith("No TLS with the mail server localhost:" + port + ": ");
    }

    private Settings settings(String password, String to) {
        return new ConfigurationFile(directory).read(lines(password, to));
    }

    private String lines(String password, String to) {
        return ConfigurationFile.MIRROR + """
                mail.host = localhost
                mail.port = %d
                mail.username = ada
                mail.password = %s
                mail.from = backup@example.org
                mail.to = %s
                mail.certificate = cert.pem
                """.formatted(port, password, to);
    }
}
