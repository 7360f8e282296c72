package io.saddlebag.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocksTest {

    private static final String DOCS = Locks.job("docs");
    private static final String MUSIC = Locks.job("music");

    @TempDir
    Path home;

    private Locks locks;

    @BeforeEach
    void make() {
        locks = new Locks(home.resolve("locks"), Some.NOON);
    }

    @Test
    void areFreeAgainWhenTheyAreClosed() {
        try (var held = acquire(DOCS)) {
            assertThat(held).isNotNull();
            assertThat(locks.isHeld(DOCS)).isTrue();
        }

        assertThat(locks.isHeld(DOCS)).isFalse();
        acquire(DOCS).close();
    }

    @Test
    void excludeASecondHolderInTheSameProcess() {
        var other = new Locks(home.resolve("locks"), Some.NOON);
        try (var held = acquire(DOCS)) {
            assertThat(held).isNotNull();

            assertThatThrownBy(() -> other.acquire(List.of(DOCS), false, () -> false))
                    .isInstanceOf(LockedException.class)
                    .hasMessage(
                            "job \"docs\" is being run by process %d since 2026-11-20T12:00:00Z. Wait for it to end; \"saddlebag backup --wait\" does",
                            ProcessHandle.current().pid())
                    .extracting(e -> ((SaddlebagException) e).outcome())
                    .isEqualTo(Outcome.LOCKED);
        }
    }

    @Test
    void areTakenAllOrNone() {
        try (var held = acquire(MUSIC)) {
            assertThat(held).isNotNull();

            assertThatThrownBy(() -> acquire(DOCS, MUSIC)).isInstanceOf(LockedException.class);

            assertThat(locks.isHeld(DOCS)).isFalse();
        }
    }

    @Test
    void tellNamesApartThatLookAlike() {
        try (var slash = acquire(Locks.destination("/a/b"));
                var dash = acquire(Locks.destination("/a-b"));
                var upper = acquire(Locks.destination("/A/b"))) {
            assertThat(List.of(slash, dash, upper)).doesNotContainNull();
        }
    }

    @Test
    void takeNamesThatNoFileCouldHave() {
        var name = Locks.destination("smb://h/" + "\n/\u0000\ud800".repeat(300));

        try (var held = acquire(name)) {
            assertThat(held).isNotNull();
            assertThat(locks.isHeld(name)).isTrue();
        }
    }

    @Test
    void endTheWaitingWhenStopped() {
        var polls = new AtomicInteger();
        try (var held = acquire(DOCS)) {
            assertThat(held).isNotNull();

            assertThatThrownBy(() -> locks.acquire(List.of(DOCS), true, () -> polls.incrementAndGet() > 2))
                    .extracting(e -> ((SaddlebagException) e).outcome())
                    .isEqualTo(Outcome.INTERRUPTED);
        }
    }

    @Test
    void areWaitedFor() {
        var held = acquire(DOCS);

        try (var next = locks.acquire(List.of(DOCS), true, () -> {
            held.close();
            return false;
        })) {
            assertThat(next).isNotNull();
            assertThat(locks.isHeld(DOCS)).isTrue();
        }
    }

    @Test
    void doNotLetAnotherOneGoWhenClosedTwice() {
        var first = acquire(DOCS);
        first.close();
        try (var second = acquire(DOCS)) {
            first.close();

            assertThat(second).isNotNull();
            assertThat(locks.isHeld(DOCS)).isTrue();
        }
    }

    @Test
    void admitOneOfManyThreads() throws Exception {
        var inside = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(8);

        var results = threads.invokeAll(IntStream.range(0, 16)
                .mapToObj(i -> (Callable<Integer>) () -> {
                    try (var held = locks.acquire(List.of(DOCS, MUSIC), true, () -> false)) {
                        assertThat(held).isNotNull();
                        int now = inside.incrementAndGet();
                        inside.decrementAndGet();
                        return now;
                    }
                })
                .toList());

        threads.shutdown();
        for (var result : results) {
            assertThat(result.get()).isEqualTo(1);
        }
    }

    @Test
    void excludeAnotherProcessUntilItIsKilled() throws Exception {
        var process = holdInAnotherProcess(DOCS);

        assertThat(locks.isHeld(DOCS)).isTrue();
        assertThatThrownBy(() -> acquire(DOCS))
                .isInstanceOf(LockedException.class)
                .hasMessageContaining("process " + process.pid() + " since ");

        process.destroyForcibly().waitFor();
        assertThat(locks.isHeld(DOCS)).isFalse();
        acquire(DOCS).close();
    }

    @Test
    void stayHeldForOtherProcessesAlthoughOthersAskHere() throws Exception {
        try (var held = acquire(DOCS)) {
            assertThat(held).isNotNull();
            assertThat(locks.isHeld(DOCS)).isTrue();
            assertThatThrownBy(() -> acquire(DOCS)).isInstanceOf(LockedException.class);

            var process = start(DOCS);

            assertThat(firstLine(process))
                    .startsWith("job \"docs\" is being run by process "
                            + ProcessHandle.current().pid());
            process.waitFor();
        }
    }

    @Test
    void areNeverDeletedAsFiles() throws Exception {
        acquire(DOCS).close();

        try (var files = Files.list(home.resolve("locks"))) {
            assertThat(files).hasSize(1);
        }
    }

    private Locks.Held acquire(String... names) {
        return locks.acquire(List.of(names), false, () -> false);
    }

    private Process holdInAnotherProcess(String name) throws IOException {
        var process = start(name);
        assertThat(firstLine(process)).isEqualTo("held");
        return process;
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        return String.valueOf(output.readLine());
    }

    private Process start(String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        home.resolve("locks").toString(),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
