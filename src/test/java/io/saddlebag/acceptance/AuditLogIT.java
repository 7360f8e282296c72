package io.saddlebag.acceptance;

import static io.saddlebag.testkit.Eventually.eventually;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the daemon did can be read afterwards, line by line. */
@Timeout(600)
class AuditLogIT extends WatchScenario {

    private static final Path GOLDEN = Path.of("src/test/resources/io/saddlebag/acceptance/audit-log.txt");

    @BeforeEach
    void workAsAnOrdinaryUser() throws IOException {
        becomeNobody();
    }

    @Test
    void hasALineForEachActionOfASession() throws Exception {
        own("file1.txt", "1");
        try (var daemon = watch()) {
            awaitLine("INITIAL BACKUP: .*file1");
            own("newfile.txt", "1");
            awaitLine("CREATED: .*newfile");
            own("newfile.txt", "22");
            awaitLine("MODIFIED: .*newfile");
            Files.delete(source.resolve("newfile.txt"));
            awaitLine("DELETED: .*newfile");
            own("two\nlines", "1");
            awaitLine("two.nlines");
            Files.writeString(source.resolve("file1.txt"), "secret");
            Command.run("chmod", "000", source.resolve("file1.txt"));
            awaitLine("FAILED: permission denied");
            Command.run("chmod", "600", source.resolve("file1.txt"));
            awaitLine("MODIFIED: .*file1.txt - SUCCESS");
            stop(daemon);
        }

        assertThat(auditLog().replace(source.toString(), "SOURCE").replaceAll("(?m)^\\[.{19}]", "[TIME]"))
                .isEqualTo(Files.readString(GOLDEN));
    }

    private void own(String name, String content) throws IOException {
        var draft = Files.writeString(scratch.resolve("draft"), content);
        Command.run("chown", "--reference=" + source, draft);
        Files.move(draft, source.resolve(name), ATOMIC_MOVE);
    }

    private void awaitLine(String pattern) {
        eventually(PATIENCE, () -> assertThat(auditLog()).containsPattern(pattern));
    }
}
