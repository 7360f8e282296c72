package io.saddlebag.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collect that takes files out of its source never takes the only copy. */
final class CollectOnlyCopyTest {

    @TempDir
    private Path directory;

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
    class WhenEverythingWasTakenOutOfTheSource {

        @BeforeEach
        void deliverAll() throws IOException {
            inbox.after(new After.Delete()).write("a", "first");
            inbox.poll();
            Files.move(inbox.destination, directory.resolve("unmounted"));
            inbox.write("b", "second");
        }

        @Test
        void aDestinationThatIsGoneIsNotMadeAnew() {
            var run = inbox.poll();

            assertThat(run.outcome()).isEqualTo(Outcome.NOT_FOUND);
            assertThat(inbox.source.resolve("b")).hasContent("second");
            assertThat(inbox.destination).doesNotExist();
        }

        @Test
        void anotherDirectoryInThePlaceOfTheDestinationIsNotFilled() throws IOException {
            Files.createDirectory(inbox.destination);

            var run = inbox.pollUnattended();

            assertThat(run.outcome()).isEqualTo(Outcome.NOT_FOUND);
            assertThat(inbox.source.resolve("b")).hasContent("second");
            assertThat(inbox.destination).isEmptyDirectory();
        }

        @Test
        void theRightDestinationIsUsedAgain() throws IOException {
            Files.move(directory.resolve("unmounted"), inbox.destination);
            Files.delete(inbox.destination.resolve("a"));

            var run = inbox.poll();

            assertThat(run.outcome()).isEqualTo(Outcome.DONE);
            assertThat(inbox.destination.resolve("b")).hasContent("second");
        }
    }

    @Nested
    class AFileThatIsRecordedAndStillInTheSource {

        private Path file;

        @BeforeEach
        void deliver() throws IOException {
            file = inbox.write("a", "first");
            inbox.poll();
            inbox.after(new After.Delete());
        }

        @Test
        void isDeliveredAgainWhenItWasWrittenWithItsOldSizeAndTime() throws IOException {
            inbox.write("a", "other");

            inbox.poll();

            assertThat(inbox.destination.resolve("a")).hasContent("other");
            assertThat(inbox.source).isEmptyDirectory();
        }

        @Test
        void isDeliveredAgainWhenAnotherOneOfItsSizeAndTimeTookItsPlace() throws IOException {
            var other = inbox.write("other", "other");
            Files.move(file, directory.resolve("elsewhere"));
            Files.move(other, file);

            inbox.poll();

            assertThat(inbox.destination.resolve("a")).hasContent("other");
            assertThat(inbox.source).isEmptyDirectory();
        }

        @Test
        void staysWhenTheDestinationHasItNoMore() throws IOException {
            inbox.after(new After.Keep()).write("b", "b");
            inbox.poll();
            Files.delete(inbox.destination.resolve("a"));

            var run = inbox.after(new After.Delete()).poll();

            assertThat(run.outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(inbox.findings)
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message())
                            .contains("not at the destination any more", "--new-destination"));
            assertThat(inbox.source).isDirectoryContaining("glob:**a").isDirectoryNotContaining("glob:**b");
        }

        @Test
        void staysWhenTheDestinationIsGone() throws IOException {
            Files.move(inbox.destination, directory.resolve("unmounted"));

            var run = inbox.pollUnattended();

            assertThat(run.outcome()).isEqualTo(Outcome.NOT_FOUND);
            assertThat(file).hasContent("first");
        }
    }

    @Test
    void whatARunThatDiedDeliveredIsNotAdoptedForAFileThatChangedSince() throws IOException {
        var died = Duration.ofDays(20_000);
        inbox.clock.advance(died.negated());
        inbox.catalog.runs().start("inbox", inbox.destination.toString());
        inbox.clock.advance(died);
        var there = inbox.write(inbox.destination.resolve("a"), "first", Duration.ofDays(1));
        writeLaterThan(there, "other");

        inbox.after(new After.Delete()).poll();

        assertThat(there).hasContent("other");
        assertThat(inbox.source).isEmptyDirectory();
    }

    /** A file system's clock ticks every few milliseconds. */
    private void writeLaterThan(Path earlier, String content) throws IOException {
        Path file;
        do {
            file = inbox.write("a", content);
        } while (changed(file).compareTo(changed(earlier)) <= 0);
    }

    private static FileTime changed(Path file) throws IOException {
        return (FileTime) Files.getAttribute(file, "unix:ctime");
    }
}
