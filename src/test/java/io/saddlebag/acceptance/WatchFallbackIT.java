package io.saddlebag.acceptance;

import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.Requirements;
import io.saddlebag.testkit.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where the system does not tell of changes, they arrive nevertheless. */
@Timeout(600)
class WatchFallbackIT extends WatchScenario {

    private static final String FEW_WATCHES = "echo 20 > /proc/sys/user/max_inotify_watches && exec \"$0\" \"$@\"";

    @Test
    void aSourceWithTooManyDirectoriesIsSweptNowAndThenAndThatIsSaidOnce() throws Exception {
        assumeTrue(canLimitWatches(), "needs user namespaces");
        new ManyFiles(30, 1, 10).into(source);
        saddlebag = saddlebag.through("unshare", "--user", "--map-root-user", "sh", "-c", FEW_WATCHES);
        try (var daemon = watch("job.docs.poll = 1s")) {
            awaitEquality(daemon);
            Files.writeString(source.resolve("many29/later"), "later");

            awaitEquality(daemon);
            stopAfterSaying(daemon, "sysctl -w fs.inotify.max_user_watches=");
        }
    }

    private static boolean canLimitWatches() throws Exception {
        var process = new ProcessBuilder("unshare", "--user", "--map-root-user", "sh", "-c", FEW_WATCHES, "true")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Test
    void aDirectoryThatAMountShowsASecondTimeIsSweptNowAndThen() throws Exception {
        assumeTrue(Requirements.isRoot(), "needs root to mount");
        var shown = Files.createDirectory(source.resolve("shown"));
        var again = Files.createDirectory(source.resolve("shown-again"));
        Command.run("mount", "--bind", shown, again);
        try (var daemon = watch("job.docs.poll = 1s")) {
            awaitEquality(daemon);
            for (int i = 0; i < 3; i++) {
                Files.writeString(shown.resolve("file" + i), "text");

                awaitEquality(daemon);
            }
            stopAfterSaying(daemon, "cannot be watched, and is swept every 1 s");
        } finally {
            Command.run("umount", again);
        }
    }

    private static void stopAfterSaying(RunningProgram daemon, String text) throws IOException {
        eventually(PATIENCE, () -> assertThat(daemon.outputSoFar()).contains(text));
        daemon.terminate();
        var ended = daemon.waitFor(PATIENCE).endedWith(0);
        assertThat(ended.errors().split(Pattern.quote(text), -1)).hasSize(2);
    }
}
