package io.saddlebag.testkit;

import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningProgramTest {

    private static final Duration TIME = Duration.ofSeconds(20);

    @TempDir
    Path scratch;

    @Test
    void capturesOutputErrorsAndExitCode() throws IOException {
        try (var program = start("echo out; echo err >&2; exit 4")) {
            var finished = program.waitFor(TIME).endedWith(4).said("OUT").said("err");

            assertThat(finished.output()).isEqualTo("out\n");
            assertThat(finished.errors()).isEqualTo("err\n");
        }
    }

    @Test
    void showsAllThatWasSaidWhenTheExitCodeIsAnother() throws IOException {
        try (var program = start("echo why; exit 1")) {
            var finished = program.waitFor(TIME);

            assertThatThrownBy(() -> finished.endedWith(0)).hasMessageContaining("why");
        }
    }

    @Test
    void killsWhatTheLauncherStarted() throws IOException {
        try (var program = start("echo begun; sleep 60; echo never")) {
            eventually(TIME, () -> assertThat(program.outputSoFar()).contains("begun"));

            program.kill();

            program.waitFor(TIME).endedWith(FinishedRun.KILLED);
        }
    }

    @Test
    void goesOnAfterAHalt() throws IOException {
        try (var program = start("until [ -e '" + scratch + "/go' ]; do sleep 0.01; done; exit 7")) {
            program.halt();
            Files.createFile(scratch.resolve("go"));
            assertThat(program.isAlive()).isTrue();
            program.resume();

            program.waitFor(TIME).endedWith(7);
        }
    }

    @Test
    void isGoneWhenTimeIsUp() throws IOException {
        try (var program = start("sleep 60")) {
            assertThatThrownBy(() -> program.waitFor(Duration.ofMillis(50))).hasMessageContaining("has not ended");

            assertThat(program.isAlive()).isFalse();
        }
    }

    private RunningProgram start(String script) throws IOException {
        var output = Files.createTempFile(scratch, "out", "");
        var errors = Files.createTempFile(scratch, "err", "");
        var command = List.of("bash", "-c", script);
        var process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        return new RunningProgram(command, process, output, errors);
    }
}
