package io.saddlebag.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.Distribution;
import io.saddlebag.testkit.Requirements;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit that the distribution brings. */
class SystemdUnitIT {

    private static final Path UNIT = Distribution.launcher().getParent().resolveSibling("systemd/saddlebag.service");

    @TempDir
    Path directory;

    @Test
    void isOneThatSystemdUnderstands() throws Exception {
        Requirements.assumeCommands("systemd-analyze");
        var unit = Files.writeString(
                directory.resolve("saddlebag.service"),
                Files.readString(UNIT)
                        .replace(
                                "/usr/local/bin/saddlebag",
                                Distribution.launcher().toString()));

        assertThat(Command.run("systemd-analyze", "verify", "--man=no", unit)).isEmpty();
    }

    @Test
    void waitsLongerForAStopThanTheProgram() throws Exception {
        assertThat(Files.readString(UNIT)).contains("TimeoutStopSec=60s");
        assertThat(Files.readString(Path.of("docs/configuration.md"))).contains("| `saddlebag.stop-timeout` | `30s` |");
    }

    /** Java compiles at run time, a mirror keeps setuid bits, and a user namespace would take the capabilities away. */
    @Test
    void setsNothingThatWouldBreakIt() throws Exception {
        assertThat(Files.readString(UNIT))
                .doesNotContain("MemoryDenyWriteExecute", "RestrictSUIDSGID", "PrivateUsers", "ProcSubset");
    }
}
