package io.saddlebag.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.RunningProgram;
import io.saddlebag.testkit.TreeGenerator;
import io.saddlebag.testkit.TreeMoves;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tree that changes at random, again and again, is followed whatever happens. */
@Timeout(600)
class WatchChurnIT extends WatchScenario {

    private static final int ROUNDS = 50;
    private static final String[] QUICK = {
        "job.docs.settle = 50ms", "job.docs.settle-max = 1s", "job.docs.max-delete = 100%"
    };

    private TreeGenerator generator;
    private TreeMoves moves;

    @ParameterizedTest
    @ValueSource(longs = 1)
    void aThousandRandomChangesArrive(long seed) throws Exception {
        fill(seed);

        try (var daemon = watch(QUICK)) {
            awaitEquality(daemon);
            churn(daemon, ROUNDS);

            awaitEquality(daemon);
            stop(daemon);
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void aThousandRandomChangesArriveWithOtherSeeds(long seed) throws Exception {
        aThousandRandomChangesArrive(seed);
    }

    @Test
    void whatChangesWhileTheDaemonIsKilledAndDownArrives() throws Exception {
        fill(21);
        try (var daemon = watch(QUICK)) {
            awaitEquality(daemon);
            churn(daemon, 5);
            change();
            daemon.kill();
        }
        change();

        try (var daemon = watch(QUICK)) {
            churn(daemon, 5);

            awaitEquality(daemon);
            stop(daemon);
        }
    }

    @Test
    void changesOfWhichTheSystemLostTheEventsArrive() throws Exception {
        fill(22);
        try (var daemon = watch(QUICK)) {
            awaitEquality(daemon);
            daemon.halt();
            new ManyFiles(4, 3_000, 10).into(source.resolve("burst"));
            change();
            daemon.resume();

            awaitEquality(daemon);
            stop(daemon);
        }
    }

    private void fill(long seed) throws IOException {
        new ManyFiles(10, 20, 2_000).into(source);
        generator = TreeGenerator.seeded(seed).changes(16).into(source);
        moves = new TreeMoves(source, Files.createDirectory(scratch.resolve("outside")), new Random(seed));
    }

    private void churn(RunningProgram daemon, int rounds) throws Exception {
        for (int i = 0; i < rounds; i++) {
            change();
            if (i % 3 == 0) {
                awaitMark(daemon);
            }
        }
        assertThat(daemon.isAlive()).isTrue();
    }

    private void change() throws IOException {
        generator.change(source);
        moves.carryOut();
    }
}
