package io.saddlebag.mirror;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.RunOptions;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.testkit.Fault;
import io.saddlebag.testkit.FaultyDestination;
import io.saddlebag.testkit.ForwardingDestination;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination fails at one of its operations, or from then on, and the next run heals it. */
abstract class FaultySweeps {

    @TempDir
    Path directory;

    private final int step;

    /** For each so many-th operation. */
    FaultySweeps(int step) {
        this.step = step;
    }

    @Test
    void healsAfterAFaultAtAnyOperationOfAFirstRun() throws IOException {
        int operations = atEachOperation("first", Fault::at, Round.FIRST);

        assertThat(operations).isGreaterThan(20);
    }

    @Test
    void healsAfterAFaultThatHidTheSuccessOfAnyOperation() throws IOException {
        atEachOperation("hidden", operation -> Fault.at(operation).afterItsEffect(), Round.CHANGES);
    }

    @Test
    void healsAfterTheDestinationDiedAtAnyOperation() throws IOException {
        atEachOperation("dead", operation -> Fault.at(operation).fromThenOn(), Round.CHANGES);
    }

    @Test
    void healsAfterTheDestinationDiedAtAnyOperationWhileTypesChanged() throws IOException {
        atEachOperation("types", operation -> Fault.at(operation).fromThenOn(), Round.TYPE_CHANGES);
    }

    @Test
    void healsAfterAFaultAtAnyOperationWhileHardLinksChanged() throws IOException {
        atEachOperation("links", operation -> Fault.at(operation), Round.LINKS);
        atEachOperation("links-hidden", operation -> Fault.at(operation).afterItsEffect(), Round.LINKS);
        atEachOperation("links-dead", operation -> Fault.at(operation).fromThenOn(), Round.LINKS);
    }

    /** What the run with the fault has to do. */
    private enum Round {
        FIRST,
        CHANGES,
        /** Between a file and a directory of one name there is a moment with neither. */
        TYPE_CHANGES,
        /** Names of one file come, go and change. */
        LINKS
    }

    /** Runs a round of changes once for each (or each so many-th) operation of it, which fails; the next run has to heal that. */
    private int atEachOperation(String name, IntFunction<Fault> fault, Round round) throws IOException {
        int operation = 1;
        while (true) {
            var place = Files.createDirectory(directory.resolve(name + operation));
            try (var mirror = Mirror.in(place)) {
                if (!failsAndHeals(mirror, fault.apply(operation), round)) {
                    return operation;
                }
            }
            operation += step;
        }
    }

    /** Whether the fault came to pass. */
    private static boolean failsAndHeals(Mirror mirror, Fault fault, Round round) throws IOException {
        makeTree(mirror);
        if (round == Round.LINKS) {
            mirror.with(settings -> settings.withHardLinks(true));
            makeLinks(mirror);
        }
        if (round != Round.FIRST) {
            mirror.sweepWell();
            changeTree(mirror, round);
        }
        var old = round == Round.CHANGES || round == Round.LINKS ? TreeSnapshot.of(mirror.destination) : null;
        var faulty = new FaultyDestination(new DirectoryDestination(mirror.destination, false), fault);
        mirror.through(root -> faulty);
        mirror.sweep();
        boolean fired = faulty.fired();
        if (old != null) {
            assertThatTree(mirror.destination).hasOnlyWholeFiles(old, mirror.source);
        }

        mirror.through(root -> new DirectoryDestination(root, false));
        mirror.sweepWell();
        assertThatTree(mirror.destination)
                .as("after %s", faulty.log())
                .hasNoTemporaryFiles()
                .hasSameContentAs(mirror.source);
        if (round == Round.LINKS) {
            assertThatTree(mirror.destination).as("after %s", faulty.log()).hasSameHardLinksAs(mirror.source);
        }
        return fired;
    }

    private static void makeTree(Mirror mirror) throws IOException {
        mirror.write("a/one", "one");
        mirror.write("a/two", "two");
        mirror.write("b/three", "three");
        mirror.write("b/c/four", "four");
        mirror.write("five", "five");
        Files.createSymbolicLink(mirror.source.resolve("link"), Path.of("a/one"));
    }

    private static void makeLinks(Mirror mirror) throws IOException {
        for (var name : new String[] {"b/same", "a/same", "same"}) {
            Files.createLink(mirror.source.resolve(name), mirror.source.resolve("five"));
        }
        Files.createLink(mirror.source.resolve("a/again"), mirror.source.resolve("b/three"));
    }

    private static void changeTree(Mirror mirror, Round round) throws IOException {
        mirror.write("a/one", "one changed");
        Files.delete(mirror.source.resolve("a/two"));
        mirror.write("a/six", "six");
        Files.setAttribute(mirror.source.resolve("b/three"), "unix:mode", 0600);
        if (round == Round.LINKS) {
            Files.delete(mirror.source.resolve("a/same"));
            mirror.write("same", "changed for all");
            Files.createLink(mirror.source.resolve("a/two"), mirror.source.resolve("five"));
            Files.createLink(mirror.source.resolve("b/c/new"), mirror.source.resolve("a/one"));
            Files.delete(mirror.source.resolve("a/again"));
        }
        if (round == Round.TYPE_CHANGES) {
            SweepTest.deleteTree(mirror.source.resolve("b/c"));
            mirror.write("b/c", "a file now");
            Files.delete(mirror.source.resolve("five"));
            mirror.write("five/seven", "a directory now");
        }
    }

    @Test
    void endsAsFailedWhenTheDestinationIsFull() throws IOException {
        try (var mirror = Mirror.in(directory)) {
            mirror.writeFiles("a", 300);
            mirror.through(root -> new FaultyDestination(
                    new DirectoryDestination(root, false),
                    Fault.afterBytes(100).fromThenOn().with(() -> new IOException("No space left on device"))));

            var run = mirror.sweep();

            assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(run.message()).contains("No space left on device");
            assertThat(run.counts().failed()).isLessThan(20);
        }
    }

    @Test
    void endsAsFailedAfterAHundredFailuresInARow() throws IOException {
        try (var mirror = Mirror.in(directory)) {
            mirror.writeFiles("a", 500);
            var job = mirror.job();

            var run = job.sweep(RunOptions.DEFAULT, change -> {
                if (change.entry().isDirectory()) {
                    return job.deliver(change);
                }
                throw new IOException("injected fault");
            });

            assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(run.counts().failed()).isBetween(100L, 110L);
        }
    }

    @Test
    void recordsNothingThatCouldNotBeFlushed() throws IOException {
        try (var mirror = Mirror.in(directory)) {
            mirror.writeFiles("a", 5);
            mirror.through(root -> new ForwardingDestination(new DirectoryDestination(root, false)) {
                @Override
                public void flush() throws IOException {
                    throw new IOException("the disk does not answer");
                }
            });

            var run = mirror.sweep();

            assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(mirror.catalog()
                            .states("documents", mirror.destination.toString())
                            .knownFiles())
                    .isZero();
        }
    }

    @Test
    void stopsWhenItIsAskedToAndTakesUpTheWorkNextTime() throws IOException {
        try (var mirror = Mirror.in(directory)) {
            mirror.writeFiles("a", 200);
            var polls = new AtomicInteger();
            mirror.stoppedWhen(() -> polls.incrementAndGet() > 100);

            var run = mirror.sweep();

            assertThat(run.outcome()).isEqualTo(Outcome.INTERRUPTED);
            mirror.stoppedWhen(() -> false).sweepWell();
            assertThatTree(mirror.destination).hasNoTemporaryFiles().hasSameContentAs(mirror.source);
        }
    }
}
