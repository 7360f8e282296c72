package io.saddlebag.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.catalog.Target;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.testkit.Fault;
import io.saddlebag.testkit.FaultyDestination;
import io.saddlebag.testkit.ForwardingDestination;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectJobTest {

    @TempDir
    Path directory;

    private Collecting inbox;

    @BeforeEach
    void open() throws Exception {
        inbox = new Collecting(directory);
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Nested
    class AFile {

        @Test
        void isTakenOnlyWhenItWasLeftAlone() throws Exception {
            inbox.write("a", "x", Duration.ofMillis(1_999));
            var young = inbox.poll();
            inbox.clock.advance(Duration.ofMillis(1));

            inbox.poll();

            assertThat(young.counts().created()).isZero();
            assertThat(inbox.delivered).containsExactly(Path.of("a"));
        }

        @Test
        void whoseTimeIsInTheFutureIsTakenAllTheSame() throws Exception {
            inbox.write("a", "x", Duration.ofDays(-3_650));

            inbox.poll();

            assertThat(inbox.delivered).containsExactly(Path.of("a"));
        }

        @Test
        void thatChangesWhileItIsReadIsDroppedAndTakenLater() throws Exception {
            var file = inbox.write("a", "first");
            inbox.beforeEachDelivery(() -> append(file));

            var first = inbox.poll();
            inbox.beforeEachDelivery(() -> {});
            inbox.clock.advance(Duration.ofMinutes(1));
            var second = inbox.poll();

            assertThat(first.outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(inbox.destination.resolve("a")).hasSameTextualContentAs(file);
            assertThat(second.counts().created()).isEqualTo(1);
        }

        @Test
        void thatVanishesBeforeItIsReadIsOnlyNoted() throws Exception {
            var file = inbox.write("a", "x");
            inbox.beforeEachDelivery(() -> delete(file));

            var run = inbox.poll();

            assertThat(run.outcome()).isEqualTo(Outcome.DONE);
            assertThat(inbox.findings).singleElement().returns(Finding.Severity.NOTE, Finding::severity);
        }
    }

    @Nested
    class AFailingFile {

        @BeforeEach
        void putSomethingInItsWay() throws Exception {
            inbox.write("a", "x");
            inbox.write("b", "x");
            Files.createDirectories(inbox.destination.resolve("a/in/the/way"));
        }

        @Test
        void doesNotStopTheOthers() {
            assertThat(inbox.poll().outcome()).isEqualTo(Outcome.PARTIAL);

            assertThat(inbox.delivered).containsExactly(Path.of("b"));
        }

        @Test
        void isTriedAgainAfterEverLongerPauses() {
            var tries = new AtomicInteger();
            inbox.beforeEachDelivery(tries::incrementAndGet);
            inbox.poll();
            tries.set(0);

            for (int second = 0; second < 3_600; second += 30) {
                inbox.clock.advance(Duration.ofSeconds(30));
                inbox.pollUnattended();
            }

            assertThat(tries.get()).isBetween(5, 7);
        }

        @Test
        void isRecordedOnceForTheSameReason() {
            var first = inbox.pollUnattended();
            inbox.clock.advance(Duration.ofMinutes(1));

            var second = inbox.pollUnattended();

            assertThat(first.id()).isPositive();
            assertThat(second.counts().failed()).isEqualTo(1);
            assertThat(inbox.catalog.runs().latest("inbox"))
                    .hasValueSatisfying(latest -> assertThat(latest.id()).isGreaterThanOrEqualTo(first.id()));
        }
    }

    @Nested
    class ThePollsOfADaemon {

        @Test
        void leaveNoRecordWhenNothingHappens() throws Exception {
            inbox.write("a", "x");
            var first = inbox.pollUnattended();

            var second = inbox.pollUnattended();

            assertThat(first.id()).isPositive();
            assertThat(second.id()).isZero();
        }

        @Test
        void recordTheSameTroubleOnceAnHour() throws Exception {
            Files.delete(inbox.source);

            assertThat(inbox.pollUnattended().id()).isPositive();
            assertThat(inbox.pollUnattended().id()).isZero();
            inbox.clock.advance(Duration.ofMinutes(61));
            assertThat(inbox.pollUnattended().id()).isPositive();
        }

        @Test
        void recordThatTheTroubleIsOver() throws Exception {
            Files.delete(inbox.source);
            inbox.pollUnattended();
            Files.createDirectory(inbox.source);

            assertThat(inbox.pollUnattended())
                    .returns(Outcome.DONE, Run::outcome)
                    .satisfies(run -> assertThat(run.id()).isPositive());
            assertThat(inbox.pollUnattended().id()).isZero();
        }

        @Test
        void lookAtTheDestinationOnlyWhenThereIsSomethingToDeliver() throws Exception {
            inbox.write("a", "x");
            inbox.pollUnattended();
            Files.move(inbox.destination, directory.resolve("elsewhere"));

            assertThat(inbox.pollUnattended().outcome()).isEqualTo(Outcome.DONE);
            inbox.write("b", "x");
            assertThat(inbox.pollUnattended().outcome()).isEqualTo(Outcome.NOT_FOUND);
        }
    }

    @Nested
    class BeforeTheFlush {

        @Test
        void nothingIsRecordedAndNothingTakenOutOfTheSource() throws Exception {
            inbox.write("a", "x");
            inbox.after(new After.Delete()).through(Unflushable::new);

            var run = inbox.poll();

            assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(inbox.source).isNotEmptyDirectory();
            assertThat(states().knownFiles()).isZero();
        }

        @Test
        void aRunThatFailedIsMadeGoodWithoutDeliveringAgain() throws Exception {
            inbox.write("a", "x");
            inbox.after(new After.Delete()).through(Unflushable::new).poll();
            inbox.through(root -> new DirectoryDestination(root, false));

            var run = inbox.poll();

            assertThat(run.counts().created()).isZero();
            assertThat(inbox.source).isEmptyDirectory();
        }

        @Test
        void aFileThatDiedBetweenRecordAndDeletionIsDeletedByTheNextRun() throws Exception {
            inbox.write("a", "x");
            inbox.poll();

            var run = inbox.after(new After.Delete()).poll();

            assertThat(run.counts().created()).isZero();
            assertThat(inbox.source).isEmptyDirectory();
            assertThat(inbox.destination.resolve("a")).hasContent("x");
        }
    }

    @Nested
    class ARunThatDied {

        @Test
        void inThisBootHasItsFilesAdoptedByTheirVersion() throws Exception {
            inbox.write("a", "new");
            inbox.clock.advance(Duration.ofDays(-20_000));
            inbox.catalog.runs().start("inbox", inbox.destination.toString());
            inbox.clock.advance(Duration.ofDays(20_000));
            inbox.write(inbox.destination.resolve("a"), "old", Duration.ofDays(1));
            inbox.write(inbox.destination.resolve(".saddlebag-0123456789abcdef.tmp"), "part", Duration.ofDays(1));

            var run = inbox.poll();

            assertThat(run.counts()).returns(0L, c -> c.created()).returns(1L, c -> c.unchanged());
            assertThat(inbox.destination.resolve("a")).hasContent("old");
            assertThat(inbox.destination.resolve(".saddlebag-0123456789abcdef.tmp"))
                    .doesNotExist();
        }

        @Test
        void isNotThereSoOnlyContentTells() throws Exception {
            inbox.write("a", "new");
            inbox.write("b", "same");
            inbox.write(inbox.destination.resolve("a"), "old", Duration.ofDays(1));
            inbox.write(inbox.destination.resolve("b"), "same", Duration.ofDays(1));

            var run = inbox.poll();

            assertThat(run.counts()).returns(1L, c -> c.created()).returns(1L, c -> c.unchanged());
            assertThat(inbox.destination.resolve("a")).hasContent("new");
        }
    }

    @Test
    void endsWhenTheDestinationIsFull() throws Exception {
        for (int i = 0; i < 20; i++) {
            inbox.write("file" + i, "x");
        }
        var fault = Fault.at(3).fromThenOn().with(() -> new FileSystemException("x", null, "No space left on device"));
        var full = new FaultyDestination(new DirectoryDestination(inbox.destination, false), fault);

        var run = inbox.through(root -> full).poll();

        assertThat(run.outcome()).isIn(Outcome.FAILED, Outcome.NOT_FOUND);
        assertThat(inbox.delivered).isEmpty();
    }

    @Test
    void isInterruptedBetweenTwoFilesAndRecordsWhatItDelivered() throws Exception {
        inbox.write("a", "x");
        inbox.write("b", "x");
        inbox.stoppedWhen(() -> !inbox.delivered.isEmpty());

        var run = inbox.poll();

        assertThat(run.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(inbox.delivered).containsExactly(Path.of("a"));
        assertThat(states().knownFiles()).isEqualTo(1);
    }

    @Test
    void admitsNothingBetweenPolls() throws Exception {
        var file = inbox.write("a", "x");

        assertThat(inbox.asked().admits(file, false)).isFalse();
        assertThat(inbox.asked().change(file)).isNull();
        assertThat(inbox.asked().commit(file)).isFalse();
    }

    @Test
    void movesOverWhatWasMovedBefore() throws Exception {
        inbox.after(new After.Move(directory.resolve("done")));
        inbox.write("d/a", "first");
        inbox.poll();
        inbox.write("d/a", "second");

        inbox.poll();

        assertThat(directory.resolve("done/d/a")).hasContent("second");
    }

    private Target states() {
        return inbox.catalog.states("inbox", inbox.destination.toString());
    }

    /** Takes everything, and is not sure of anything. */
    private static final class Unflushable extends ForwardingDestination {

        Unflushable(Path root) {
            super(new DirectoryDestination(root, false));
        }

        @Override
        public void flush() throws IOException {
            throw new IOException("the disk does not answer");
        }
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "more", StandardOpenOption.APPEND);
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
