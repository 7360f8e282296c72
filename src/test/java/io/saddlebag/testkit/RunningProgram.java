package io.saddlebag.testkit;

import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A run of the program that may be stopped, halted and killed. Closing it makes sure that it is gone. */
public final class RunningProgram implements AutoCloseable {

    private final List<String> command;
    private final Process process;
    private final Path output;
    private final Path errors;

    RunningProgram(List<String> command, Process process, Path output, Path errors) {
        this.command = command;
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has written to its standard output and error so far. */
    public String outputSoFar() throws IOException {
        return text(output) + text(errors);
    }

    /** Kills it at once, as {@code kill -9} does. */
    public void kill() {
        signal("KILL");
    }

    /** Asks it to end, as a service manager does. */
    public void terminate() {
        signal("TERM");
    }

    /** Asks it to end, as Ctrl+C does. */
    public void interrupt() {
        signal("INT");
    }

    /** Halts it and returns when none of its threads runs any more; it keeps all that it holds. */
    public void halt() {
        signal("STOP");
        eventually(Duration.ofSeconds(10), () -> assertThat(threadStates()).doesNotContain("R", "S", "D"));
    }

    private List<String> threadStates() {
        var script = "for p in \"$@\"; do sed 's/.*) \\(.\\).*/\\1/' /proc/\"$p\"/task/*/stat 2>/dev/null; done; true";
        var words = new ArrayList<Object>(List.of("sh", "-c", script, "sh"));
        // It comes first: a shell whose child ends would go on with the next command.
        words.add(process.pid());
        process.descendants().map(ProcessHandle::pid).forEach(words::add);
        return Command.run(words.toArray()).lines().toList();
    }

    /** Lets it go on. */
    public void resume() {
        signal("CONT");
    }

    /** Waits for its end. */
    public FinishedRun waitFor(Duration atMost) throws IOException {
        if (!endsWithin(atMost)) {
            var soFar = outputSoFar();
            close();
            throw new AssertionError(String.join(" ", command) + " has not ended within " + atMost + ":\n" + soFar);
        }
        var finished = new FinishedRun(command, process.exitValue(), text(output), text(errors));
        Files.deleteIfExists(output);
        Files.deleteIfExists(errors);
        return finished;
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        endsWithin(Duration.ofSeconds(10));
        Files.deleteIfExists(output);
        Files.deleteIfExists(errors);
    }

    /** The launcher may have become the program or may have started it: the signal goes to all that are still there. */
    private void signal(String name) {
        var words = new ArrayList<Object>(List.of("sh", "-c", "kill -s \"$0\" \"$@\" 2>&1 || true", name));
        // It comes first: a shell whose child ends would go on with the next command.
        words.add(process.pid());
        process.descendants().map(ProcessHandle::pid).forEach(words::add);
        if (process.isAlive()) {
            Command.run(words.toArray());
        }
    }

    private boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    }
}
