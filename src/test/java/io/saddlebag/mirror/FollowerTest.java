package io.saddlebag.mirror;

import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Counts;
import io.saddlebag.model.DirtyDirectory;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Progress;
import io.saddlebag.model.Run;
import io.saddlebag.model.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FollowerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path A = Path.of("a");

    @TempDir
    Path source;

    private final List<Scope> swept = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Follower follower;

    @BeforeEach
    void makeDirectory() throws IOException {
        Files.createDirectory(source.resolve(A));
    }

    @AfterEach
    void close() {
        follower.close();
    }

    @Test
    void beginsWithTheWholeTreeAndGoesOnWithWhatChanges() {
        follow(this::good);
        awaitSweepOf(Scope.WHOLE);

        make("a/file");

        awaitSweepOf(shallow(A));
    }

    @Test
    void triesAgainWhatFailed() {
        var fails = new AtomicBoolean();
        follow((scope, progress) -> fails.getAndSet(false) ? run(Outcome.FAILED) : good(scope, progress));
        awaitSweepOf(Scope.WHOLE);

        fails.set(true);
        make("a/file");

        eventually(
                PATIENCE, () -> assertThat(swept).filteredOn(shallow(A)::equals).hasSizeGreaterThan(1));
    }

    @Test
    void hasTheWholeTreeLookedAtWhenScopesThatFailedGoWellAgain() {
        var fails = new AtomicBoolean();
        follow((scope, progress) -> fails.getAndSet(false) ? run(Outcome.NOT_FOUND) : good(scope, progress));
        awaitSweepOf(Scope.WHOLE);

        fails.set(true);
        make("a/file");

        eventually(PATIENCE, () -> assertThat(swept).contains(shallow(A)).endsWith(Scope.WHOLE));
    }

    @Test
    void triesAgainTheDirectoryInWhichAFileCouldNotBeRead() {
        var fails = new AtomicBoolean();
        follow((scope, progress) -> {
            if (!fails.getAndSet(false)) {
                return good(scope, progress);
            }
            progress.found(new Finding(Finding.Severity.UNREADABLE, Path.of("a/file"), "permission denied"));
            return run(Outcome.PARTIAL);
        });
        awaitSweepOf(Scope.WHOLE);

        fails.set(true);
        make("a/file");

        eventually(
                PATIENCE,
                () -> assertThat(swept)
                        .filteredOn(scope -> scope.directories().contains(new DirtyDirectory(A, false)))
                        .hasSizeGreaterThan(1));
    }

    @Test
    void hasTheWholeTreeLookedAtWhenAGuardStoppedAScope() {
        follow((scope, progress) -> scope.isWhole() ? good(scope, progress) : run(Outcome.GUARDED));
        awaitSweepOf(Scope.WHOLE);

        make("a/file");

        eventually(PATIENCE, () -> assertThat(swept).contains(shallow(A)).endsWith(Scope.WHOLE));
    }

    @Test
    void scopesWaitForAFullSweepWhichIsToldOfThem() {
        follow(this::good);
        awaitSweepOf(Scope.WHOLE);
        var told = new CopyOnWriteArrayList<Scope>();

        follower.serve(hints -> {
            make("a/file");
            eventually(PATIENCE, () -> {
                told.add(hints.take());
                assertThat(told).contains(shallow(A));
            });
            return run(Outcome.DONE);
        });

        assertThat(swept).doesNotContain(shallow(A));
    }

    @Test
    void whatAFullSweepDidNotServeIsSweptAfterIt() {
        follow(this::good);
        awaitSweepOf(Scope.WHOLE);

        follower.serve(hints -> {
            hints.putBack(shallow(A));
            return run(Outcome.DONE);
        });

        awaitSweepOf(shallow(A));
    }

    @Test
    void sweepsEveryNowAndThenWhatTellsNoChanges() {
        source = Path.of("/proc/self/task");
        var sweeps = new CountDownLatch(3);
        follow((scope, progress) -> {
            sweeps.countDown();
            return good(scope, progress);
        });

        eventually(PATIENCE, () -> assertThat(sweeps.getCount()).isZero());
        assertThat(swept).containsOnly(Scope.WHOLE);
    }

    private void follow(Follower.Sweeps sweeps) {
        var upkeep = new Upkeep(true, Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofMillis(200), true);
        var settings = MirrorSettings.of("docs", source, null).withUpkeep(upkeep);
        follower = new Follower(settings, (scope, progress) -> {
            swept.add(scope);
            return sweeps.sweep(scope, progress);
        });
        follower.start();
    }

    private Run good(Scope scope, Progress progress) {
        return run(Outcome.DONE);
    }

    private static Run run(Outcome outcome) {
        return new Run(0, "docs", Instant.EPOCH, Instant.EPOCH, outcome, Counts.NONE, null);
    }

    private void awaitSweepOf(Scope scope) {
        eventually(PATIENCE, () -> assertThat(swept).contains(scope));
    }

    private void make(String path) {
        try {
            Files.createFile(source.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scope shallow(Path directory) {
        return Scope.of(List.of(new DirtyDirectory(directory, false)));
    }
}
